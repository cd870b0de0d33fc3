import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { lowerQuartile } from '../measure/lower-quartile.ts';
import type { BenchPart, Claim, Ratio } from '../part.ts';
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
    const dir = stageSites(rootDir);
    try {
      const candidates = coldCandidates(dir);
      say(`cold-start: ${String(candidates.length)} fresh processes in each of ${String(rounds)} rounds`);
      const figures = measureAll(candidates, dir, rounds);
      const plot = { file: 'cold-start.svg', chart: plotColdStart(figures) };
      return Promise.resolve({
        ratios: ratiosOf(figures),
        markdown: formatColdStart(figures),
        plots: [plot],
        claims: claimsOf(figures),
      });
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  },
};

interface ColdTimes {
  readonly importMs: number;
  readonly firstEventMs: number;
  readonly cpuMs: number;
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
    importMs: lowerQuartile(taken.map(({ importMs }) => importMs)),
    firstEventMs: lowerQuartile(taken.map(({ firstEventMs }) => firstEventMs)),
    cpuMs: lowerQuartile(taken.map(({ cpuMs }) => cpuMs)),
    size: loadedSize(dir, specifier),
  }));
}

function measureOnce({ specifier, preloaded = [], handler }: ColdCandidate): ColdTimes {
  const payload = join(rootDir, 'payloads', handler ?? '', 'documented.json');
  const event = handler === undefined ? [] : [handler, payload, String(firstEventAt)];
  const args = [importer, specifier, preloaded.join(' '), ...event];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as ColdTimes;
}

function cpuIn(figures: readonly ColdFigures[]): (name: ColdCandidate['name']) => number {
  return (name) => figures.find((each) => each.name === name)?.cpuMs ?? NaN;
}

function claimsOf(figures: readonly ColdFigures[]): readonly Claim[] {
  const cpuOf = cpuIn(figures);
  const ms = (name: ColdCandidate['name']): string => `${cpuOf(name).toFixed(1)} ms`;
  return [
    {
      what: 'cold start, CPU: the handlers are loaded and the first event handled',
      ours: `${ms('ours')}; ${ms('ours-mailing')} if it mails`,
      beside: `${ms('sample')} the sample that Wix publishes, which only mails; ${ms('wix-ecom')} importing \`@wix/ecom\` alone; ${ms('imports')} the same imports and an empty handler`,
    },
  ];
}

function ratiosOf(figures: readonly ColdFigures[]): readonly Ratio[] {
  const cpuOf = cpuIn(figures);
  return [
    {
      name: 'cold-start/first-event-vs-wix-ecom',
      title:
        'CPU of the import of events.js and its first event by that of the import of `@wix/ecom` alone, which handles nothing',
      value: cpuOf('ours') / cpuOf('wix-ecom'),
      target: 0.1,
    },
    {
      name: 'cold-start/first-mail-vs-wix-ecom',
      title: 'the same with a first event that mails',
      value: cpuOf('ours-mailing') / cpuOf('wix-ecom'),
      target: 0.2,
    },
    {
      name: 'cold-start/first-mail-vs-published-sample',
      title:
        'CPU of the import and a first event that mails by that of the published sample, which only mails: no check, no memory',
      value: cpuOf('ours-mailing') / cpuOf('sample'),
    },
  ];
}
