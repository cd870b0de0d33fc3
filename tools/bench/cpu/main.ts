import { readDocumentedPayload } from '../../workbench/payload/documented-payloads.ts';
import { powertoolsByKeyCandidate, powertoolsCandidate } from '../packages/powertools-idempotency.js';
import { timeInTurn, type Candidate } from '../measure/time-in-turn.ts';
import type { CandidateName, CaseTimes } from './case-times.ts';
import { eventCases, type EventCase } from './cases.ts';
import { onWixDataCandidate, outcomeOf, pipelineCandidate, projectionBefore } from './pipeline.ts';
import { stages } from './stages.ts';

// Runs as plain JavaScript in its own process, so that nothing else fills the caches or appears in `--cpu-prof`.
const candidates: Readonly<Record<CandidateName, (name: string, eventCase: EventCase) => Candidate>> = {
  pipeline: pipelineCandidate,
  onWixData: onWixDataCandidate,
  powertools: powertoolsCandidate,
  powertoolsByKey: powertoolsByKeyCandidate,
};

// Arguments: the root, the number of rounds, and for a profile the only candidate and words that select its cases.
const [root = '.', rounds = '15', only = '', words = ''] = process.argv.slice(2);
const amount = { warmUpRounds: 8, rounds: Number(rounds), eventsPerRound: 100 };

process.stdout.write(JSON.stringify(await measure()));

async function measure(): Promise<readonly CaseTimes[]> {
  const cases = eventCases((handler) => readDocumentedPayload(root, handler)).filter(({ handler, kind }) =>
    `${handler} ${kind}`.includes(words),
  );
  const creators = Object.entries({ ...candidates, ...stages }).filter(([name]) => only === '' || name === only);
  const all = cases.flatMap((eventCase, index) =>
    creators.map(([name, create]) => create(`${String(index)} ${name}`, eventCase)),
  );
  const times = await timeInTurn(all, amount);
  return await Promise.all(cases.map((eventCase, index) => timesOf(eventCase, index, times)));
}

async function timesOf(eventCase: EventCase, index: number, times: ReadonlyMap<string, number>): Promise<CaseTimes> {
  const { verdict, notifications } = await outcomeOf(eventCase);
  const { handler, kind, text } = eventCase;
  const states = (await projectionBefore(eventCase))?.timeline.length ?? 0;
  const timeOf = (name: string): number => times.get(`${String(index)} ${name}`) ?? Number.NaN;
  return {
    ...{ handler, kind, verdict, states, emails: notifications.length, bytes: Buffer.byteLength(text) },
    candidates: timesByName(candidates, timeOf),
    stages: timesByName(stages, timeOf),
  };
}

function timesByName<Name extends string>(
  named: Readonly<Record<Name, unknown>>,
  timeOf: (name: string) => number,
): Readonly<Record<Name, number>> {
  return Object.fromEntries(Object.keys(named).map((name) => [name, timeOf(name)])) as Record<Name, number>;
}
