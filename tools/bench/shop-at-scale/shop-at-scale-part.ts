import { readDocumentedPayload } from '../../workbench/payload/documented-payloads.ts';
import type { BenchPart } from '../part.ts';
import { formatWhole } from '../results/format-whole.ts';
import { markdownTable } from '../results/markdown-table.ts';
import { rootDir } from '../root-dir.ts';
import { sendOnBothWays } from './emulator-check.ts';
import { assumptionLines, costTable, nameOfRun, outcomeTable, type SaleRun } from './format-sale.ts';
import { plotBurst } from './plot-sale.ts';
import { defaultSale } from './sale-settings.ts';
import { simulateNaive, simulateOurs } from './simulate-sale.ts';
import { summarizeSale } from './summarize-sale.ts';

/** More than the sale needs. */
const AMPLE = 40_000;
const runsToMake = [
  { quota: AMPLE, containers: 4, isRedelivered: false },
  { quota: 10_000, containers: 4, isRedelivered: true },
  ...[10_000, 3_000, 1_000, 200].flatMap((quota) =>
    [1, 4, 10].map((containers) => ({ quota, containers, isRedelivered: false })),
  ),
];

/** A ticket sale of ten thousand orders in ten minutes, under quotas and faults. */
export const shopAtScalePart: BenchPart = {
  name: 'shop-at-scale',
  title: 'A shop at scale: 10,000 ticket orders in ten minutes, simulated',
  isChecked: false,
  async measure({ say }) {
    const documented = readDocumentedPayload(rootDir, 'wixEvents_onOrderUpdated');
    const { simulated, emulated } = await sendOnBothWays(rootDir, documented);
    if (simulated.join() !== emulated.join()) throw new Error('The simulation and the emulator send different emails');
    const runs: SaleRun[] = [];
    for (const run of runsToMake) {
      say(`sale with ${nameOfRun(run)}`);
      const settings = { ...defaultSale, ...run };
      const ours = await simulateOurs(documented, settings);
      runs.push({ ...run, ours, naive: await simulateNaive(settings) });
    }
    const [ample] = runs;
    if (ample === undefined) throw new Error('No sale was simulated');
    return {
      ratios: [],
      markdown: [
        assumptionLines(simulated.length),
        outcomeTable(runs),
        LEGEND,
        costTable(runs),
        capacityLine(ample),
        faultLine(runs),
        fixed,
      ].join('\n\n'),
      plots: [plotBurst('shop-at-scale-burst.svg', ample.ours)],
    };
  },
};

const LEGEND =
  'Losses: something that was handled or kept showed the change, and within the time watched it was neither told nor put down as too old. ' +
  'Repeats: emails too many outside the window between an email and the note of it; in that window a rule resends by default. ' +
  'Never shown: of the events that showed it none was handled to its end, or the order was known only as it was afterwards: a ticket order does not say when it was canceled. ' +
  'No contact: the change was first shown by a late event that names no contact, and the owner has to act. ' +
  'The other site does less: it knows no changes but these two by the status alone, keeps no history, no intent and no record of what it sent, and tries nothing twice; each of its losses is silent.';

/** The same sale before handlers shared their calls, and without containers; not measured again in each run. */
const fixed = [
  '### Before calls went together',
  '',
  'When each handler made its own calls, a lease took half an hour, and five rows were in the hands of a job, a quota left most customers of the sale untold. The simulation',
  'knew no containers then: a handler shared its calls with none.',
  '',
  markdownTable(
    ['data calls a minute', 'told', 'data calls', 'throttled', 'median to the email'],
    [
      ['20,000', '10,261', '119,225', '0', '0.8 s'],
      ['10,000', '9,920', '–', '–', '–'],
      ['3,000', '5,539', '314,755', '199,039', '73 min'],
      ['1,000', '1,494', '315,145', '258,057', '2.1 h'],
    ],
  ),
].join('\n');

function capacityLine({ quota, ours }: SaleRun): string {
  const { peakCallsPerMinute } = summarizeSale(ours);
  const perQuota = (limit: number): string =>
    Math.floor((limit / peakCallsPerMinute) * defaultSale.orders).toLocaleString('en');
  return (
    `With ${formatWhole(quota)} data calls a minute nothing is throttled: the busiest minute takes ${formatWhole(peakCallsPerMinute)}. ` +
    `By that, a sale of this course stays below 1,000 calls a minute up to ${perQuota(1_000)} orders, below 3,000 up to ${perQuota(3_000)}, below 10,000 up to ${perQuota(10_000)}.`
  );
}

function faultLine(runs: readonly SaleRun[]): string {
  const faults = runs.flatMap(({ quota, ours }) => ours.verdicts.faults.map((fault) => `${String(quota)}: ${fault}`));
  if (faults.length === 0) return 'No loss and no repeat of this package in any of these runs.';
  return `Losses and repeats of this package, the first ten of ${String(faults.length)}: ${faults.slice(0, 10).join('; ')}.`;
}
