import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { installPackages } from '../packages/install-packages.ts';
import { median } from '../measure/median.ts';
import type { BenchPart, Ratio } from '../part.ts';
import { rootDir } from '../root-dir.ts';
import { coldCandidates, firstEventAt, type ColdCandidate } from './candidates.ts';
import { plotColdStart } from './cold-start-plot.ts';
import { formatColdStart, type ColdFigures } from './format-cold-start.ts';
import { loadedSize } from './loaded-size.ts';
import { stageSites } from './staged-site.ts';

const importer = fileURLToPath(new URL('import-once.js', import.meta.url));

/** Cost of the first event in a new container. */
export const coldStart: BenchPart = {
  name: 'cold-start',
  title: 'Cold start',
  isChecked: true,
  measure({ rounds, say }) {
    installPackages(say);
    const dir = stageSites(rootDir);
    try {
      const candidates = coldCandidates(dir);
      say(`cold-start: ${String(candidates.length)} fresh processes in each of ${String(rounds)} rounds`);
      const figures = measureAll(candidates, dir, rounds);
      const plot = { file: 'cold-start.svg', chart: plotColdStart(figures) };
      return Promise.resolve({ ratios: ratiosOf(figures), markdown: formatColdStart(figures), plots: [plot] });
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  },
};

interface ColdTimes {
  readonly importMs: number;
  readonly firstEventMs: number;
  readonly wallMs: number;
}

/** Measures the candidates in turn, after an uncounted round that fills the disk cache. */
function measureAll(candidates: readonly ColdCandidate[], dir: string, rounds: number): readonly ColdFigures[] {
  const times = new Map(candidates.map((candidate): [ColdCandidate, ColdTimes[]] => [candidate, []]));
  for (let round = -1; round < rounds; round += 1) {
    for (const [candidate, taken] of times) {
      const time = measureOnce(candidate);
      if (round >= 0) taken.push(time);
    }
  }
  return [...times].map(([{ name, title, specifier }, taken]) => ({
    name,
    title,
    importMs: median(taken.map(({ importMs }) => importMs)),
    firstEventMs: median(taken.map(({ firstEventMs }) => firstEventMs)),
    totalMs: median(taken.map(({ importMs, firstEventMs }) => importMs + firstEventMs)),
    wallMs: median(taken.map(({ wallMs }) => wallMs)),
    size: loadedSize(dir, specifier),
  }));
}

function measureOnce({ specifier, preloaded = [], handler }: ColdCandidate): ColdTimes {
  const payload = join(rootDir, 'payloads', handler ?? '', 'documented.json');
  const event = handler === undefined ? [] : [handler, payload, String(firstEventAt)];
  const args = [importer, specifier, preloaded.join(' '), ...event];
  const startedAt = performance.now();
  const printed = execFileSync(process.execPath, args, { encoding: 'utf8' });
  const wallMs = performance.now() - startedAt;
  const { importMs, firstEventMs } = JSON.parse(printed) as Omit<ColdTimes, 'wallMs'>;
  return { importMs, firstEventMs, wallMs };
}

function ratiosOf(figures: readonly ColdFigures[]): readonly Ratio[] {
  const totalOf = (name: ColdCandidate['name']): number => figures.find((each) => each.name === name)?.totalMs ?? NaN;
  const [ours, mailing] = [totalOf('ours'), totalOf('ours-mailing')];
  const alone = 'import of events.js and its first event by import of';
  return [
    {
      name: 'cold-start/first-event-vs-wix-ecom',
      title: `${alone} \`@wix/ecom\` alone, which handles nothing`,
      value: ours / totalOf('wix-ecom'),
      target: 0.1,
    },
    {
      name: 'cold-start/first-mail-vs-wix-ecom',
      title: 'the same with a first event that mails',
      value: mailing / totalOf('wix-ecom'),
    },
    {
      name: 'cold-start/first-event-vs-wix-events',
      title: `${alone} \`@wix/events\` alone, which handles nothing`,
      value: ours / totalOf('wix-events'),
    },
    {
      name: 'cold-start/first-event-vs-zod',
      title: `${alone} \`zod\` alone, which checks nothing yet`,
      value: ours / totalOf('zod'),
    },
    {
      name: 'cold-start/first-event-vs-published-sample',
      title:
        'import and a first event that mails by the same of the published sample, which only mails: no check, no memory',
      value: mailing / totalOf('sample'),
    },
  ];
}
