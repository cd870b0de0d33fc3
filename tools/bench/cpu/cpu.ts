import { installPackages } from '../packages/install-packages.ts';
import type { BenchPart, Ratio } from '../part.ts';
import { rootDir } from '../root-dir.ts';
import type { CaseTimes } from './case-times.ts';
import { shortNameOf } from './cases.ts';
import { plotCpu } from './cpu-plot.ts';
import { formatCpu } from './format-cpu.ts';
import { runBundled } from './run-bundled.ts';

/** CPU per event: the whole pipeline compared with libraries that do part of its work. */
export const cpu: BenchPart = {
  name: 'cpu',
  title: 'CPU per event',
  isChecked: true,
  async measure({ rounds, say }) {
    installPackages(say);
    say('cpu: the pipeline and three libraries on each documented payload');
    const times = await runBundled(rootDir, rounds);
    return {
      ratios: times.flatMap(ratiosOf),
      markdown: formatCpu(times),
      plots: [{ file: 'cpu.svg', chart: plotCpu(times) }],
    };
  },
};

function ratiosOf({ handler, kind, candidates: { pipeline, powertools, octokit, sdk } }: CaseTimes): Ratio[] {
  const name = `${shortNameOf(handler)}-${kind}`;
  const key = kind === 'redelivered' ? 'a key that is known' : 'a new key';
  const idempotency: Ratio = {
    name: `cpu/${name}-vs-make-idempotent`,
    title: `the whole pipeline by makeIdempotent with ${key}, which neither reads the order nor decides anything`,
    value: pipeline / powertools,
    target: 1,
  };
  if (kind !== 'changed') return [idempotency];
  return [
    idempotency,
    {
      name: `cpu/${name}-vs-octokit-receive`,
      title: 'the whole pipeline by octokit’s receive, which only dispatches the parsed event to a handler',
      value: pipeline / octokit,
    },
    {
      name: `cpu/${name}-vs-sdk-process`,
      title: 'the whole pipeline by webhooks.process, which checks a signature (we check none), decodes and transforms',
      value: pipeline / sdk,
    },
  ];
}
