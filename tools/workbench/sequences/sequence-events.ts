import { changeEvent } from '../payload/change-event.ts';
import { changeAt, type EventChange } from '../payload/event-change.ts';
import { parsePayload, readPayload } from '../payload/read-payload.ts';
import type { LabelledDelivery } from '../local-site/fire-event.ts';
import type { CommandLine } from '../session/command-line.ts';
import type { Sequence, SequenceStep } from './read-sequences.ts';

/** Returns the events of a sequence, in order. */
export async function sequenceEvents(
  line: Pick<CommandLine, 'root' | 'stdin'>,
  { steps }: Sequence,
): Promise<LabelledDelivery[]> {
  const latest = new Map<string, unknown>();
  const deliveries: LabelledDelivery[] = [];
  for (const step of steps) {
    const { handler, payload, name, about } = step;
    const key = `${handler}/${payload}`;
    const known = step.startsOver ? undefined : latest.get(key);
    const before = known ?? parsePayload(await readPayload(line, handler, payload));
    const event = changeEvent(before, changesOf(step));
    latest.set(key, event);
    deliveries.push({ handler, event, json: JSON.stringify(event), label: `${name}: ${about}` });
  }
  return deliveries;
}

function changesOf({ set, unset }: SequenceStep): EventChange[] {
  return [
    ...Object.entries(set).map(([path, value]) => changeAt(path, value)),
    ...unset.map((path) => ({ kind: 'unset' as const, path })),
  ];
}
