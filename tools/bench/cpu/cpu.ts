import { installPackages } from '../packages/install-packages.ts';
import type { BenchPart, Claim, Ratio } from '../part.ts';
import { rootDir } from '../root-dir.ts';
import type { CaseTimes } from './case-times.ts';
import { shortNameOf } from './cases.ts';
import { plotCpu } from './cpu-plot.ts';
import { formatCpu } from './format-cpu.ts';
import { runBundled } from './run-bundled.ts';

/** CPU per event: the whole pipeline compared with a library that does part of its work. */
export const cpu: BenchPart = {
  name: 'cpu',
  title: 'CPU per event',
  isChecked: true,
  async measure({ rounds, say }) {
    installPackages(say);
    say('cpu: the pipeline and makeIdempotent, each in two forms, on each documented payload');
    const times = await runBundled(rootDir, rounds);
    return {
      ratios: times.flatMap(ratiosOf),
      markdown: formatCpu(times),
      plots: [{ file: 'cpu.svg', chart: plotCpu(times) }],
      claims: [claimOf(times)],
    };
  },
};

function claimOf(times: readonly CaseTimes[]): Claim {
  const range = (valueOf: (time: CaseTimes) => number): string => {
    const values = times.map(valueOf);
    return `${Math.min(...values).toFixed(0)} to ${Math.max(...values).toFixed(0)} µs`;
  };
  const peer = `${range(({ candidates }) => candidates.powertools)} \`makeIdempotent\` of Powertools as it comes`;
  const limit = `${range(({ stages }) => stages['JSON.parse'])} \`JSON.parse\` alone`;
  return {
    what: 'CPU of an event, with all that it leads to, its layer for Wix Data included',
    ours: range(({ candidates }) => candidates.onWixData),
    beside: `${peer}, ${range(({ candidates }) => candidates.powertoolsByKey)} by a key; ${limit}`,
  };
}

/** The package's own limit. */
const MOST_OF_MAKE_IDEMPOTENT = 0.8;

function ratiosOf({ handler, kind, candidates, stages }: CaseTimes): Ratio[] {
  const { pipeline, onWixData, powertools, powertoolsByKey } = candidates;
  const name = `cpu/${shortNameOf(handler)}-${kind}`;
  const key = kind === 'redelivered' ? 'a key that is known' : 'a new key';
  const byPayload: Ratio = {
    name: `${name}-vs-make-idempotent`,
    title: `the whole pipeline by makeIdempotent as it comes with ${key}, which neither reads the order nor decides anything`,
    value: pipeline / powertools,
    target: MOST_OF_MAKE_IDEMPOTENT,
  };
  if (kind !== 'changed' && kind !== 'changed-after-eight') return [byPayload];
  const others: Ratio[] = [
    {
      name: `${name}-vs-make-idempotent-by-key`,
      title: 'the same by makeIdempotent with eventKeyJmesPath, which hashes the id of the event only',
      value: pipeline / powertoolsByKey,
    },
    {
      name: `${name}-on-wix-data-vs-json-parse`,
      title: 'the whole pipeline with its layer for Wix Data by JSON.parse of the event alone',
      value: onWixData / stages['JSON.parse'],
    },
  ];
  return kind === 'changed' ? [byPayload, ...others] : others;
}
