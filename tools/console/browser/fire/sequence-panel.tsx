import type { JSX } from 'preact';
import { useState } from 'preact/hooks';

import type { ShownSequence } from '../../contract/answers.ts';
import type { Renewal } from '../../../workbench/payload/renew-events.ts';
import type { RunSummary } from '../../../workbench/runs/run.ts';
import { fire, prepareSequence, runSequence, type EventToFire } from '../api/actions.ts';
import { useStore } from '../api/store.ts';
import { RenewalChoice } from './renewal-choice.tsx';
import { SequenceRuns } from './sequence-runs.tsx';
import { SequenceSteps } from './sequence-steps.tsx';

const MANY_SEEDS = 1_000_000;

/** Runs a sequence: step by step or all at once, optionally shuffled and with each event delivered twice. */
export function SequencePanel({ sequence }: { readonly sequence: ShownSequence }): JSX.Element {
  const { runs: known } = useStore();
  const [renewal, setRenewal] = useState<Renewal>('new-order');
  const [isShuffled, setIsShuffled] = useState(false);
  const [isDoubled, setIsDoubled] = useState(false);
  const [walk, setWalk] = useState<readonly EventToFire[]>([]);
  const [walked, setWalked] = useState<readonly (number | undefined)[]>([]);
  const [atOnce, setAtOnce] = useState<readonly number[]>([]);
  const done = walked.filter((id) => id !== undefined).length;
  const next = sequence.steps[done];

  async function runAll(): Promise<void> {
    // A new random order each time: a fixed one would hide bugs.
    const seed = Math.floor(Math.random() * MANY_SEEDS);
    const runs = await runSequence(sequence.name, { renewal, isShuffled, copies: isDoubled ? 2 : 1, seed });
    setAtOnce(runs?.map(({ id }) => id) ?? []);
  }

  async function takeStep(): Promise<void> {
    const isNew = next === undefined || walk.length === 0;
    const events = isNew ? await prepareSequence(sequence.name, renewal) : walk;
    const event = events?.[isNew ? 0 : done];
    if (events === undefined || event === undefined) return;
    const runs = await fire([event], 'as-is');
    setWalk(events);
    setWalked([...(isNew ? [] : walked), runs?.[0]?.id]);
  }

  function find(id: number | undefined): RunSummary | undefined {
    return known.find((run) => run.id === id);
  }

  return (
    <div class="sequence">
      <h2>{sequence.name}</h2>
      <p>{sequence.about}</p>
      <div class="choices">
        <RenewalChoice value={renewal} onChange={setRenewal} isSequence />
        <fieldset class="choice">
          <legend>At once</legend>
          <label>
            <input
              type="checkbox"
              checked={isShuffled}
              onChange={(event) => setIsShuffled(event.currentTarget.checked)}
            />
            <span>
              Shuffled <span class="muted">– as Wix may deliver them</span>
            </span>
          </label>
          <label>
            <input
              type="checkbox"
              checked={isDoubled}
              onChange={(event) => setIsDoubled(event.currentTarget.checked)}
            />
            <span>
              Each twice <span class="muted">– emails must be as many as from once</span>
            </span>
          </label>
        </fieldset>
      </div>
      <div class="row actions">
        <button type="button" class="primary" onClick={() => void runAll()}>
          Run all {sequence.steps.length}
        </button>
        <button type="button" onClick={() => void takeStep()}>
          {next === undefined ? 'Begin again, step by step' : `Next step: ${next.name}`}
        </button>
      </div>
      {atOnce.length === 0 ? null : <SequenceRuns runs={atOnce.map(find)} />}
      <SequenceSteps steps={sequence.steps} runs={walked.map(find)} />
    </div>
  );
}
