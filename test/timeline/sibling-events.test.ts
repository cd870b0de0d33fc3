import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { isHandlerName } from '../../src/backend/order-events/handlers/handlers.ts';
import type { Sequence } from '../../tools/workbench/sequences/read-sequences.ts';
import { sequenceEvents } from '../../tools/workbench/sequences/sequence-events.ts';
import { deliverAll, kindsOf, type Delivery } from './deliver.ts';

const root = join(__dirname, '../..');
const folder = join(root, 'payloads/sequences/all-handlers');
const names = readdirSync(folder).sort();

/** The events of a course, those of one happening together. */
async function happeningsOf(file: string): Promise<Delivery[][]> {
  const course: { readonly about: string; readonly steps: readonly Partial<Sequence['steps'][number]>[] } = JSON.parse(
    readFileSync(join(folder, file), 'utf8'),
  );
  const defaults = { payload: 'documented', startsOver: false, set: {}, unset: [] };
  const steps = course.steps.map((step) => ({ ...defaults, ...step })) as Sequence['steps'];
  const events = await sequenceEvents({ root, stdin: process.stdin }, { name: file, about: course.about, steps });
  const groups = new Map<string, Delivery[]>();
  events.forEach(({ handler, event }, index) => {
    if (!isHandlerName(handler)) throw new Error(`No such handler: ${handler}`);
    const name = steps[index]?.name.replace(/ \(.*$/, '') ?? '';
    groups.set(name, [...(groups.get(name) ?? []), { handler, raw: event }]);
  });
  return [...groups.values()];
}

/** Every order of a list; the lists are short. */
function ordersOf<Item>(items: readonly Item[]): Item[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((first, index) =>
    ordersOf([...items.slice(0, index), ...items.slice(index + 1)]).map((rest) => [first, ...rest]),
  );
}

/** Every choice of some of a list. */
function choicesOf<Item>(items: readonly Item[]): Item[][] {
  return items.reduce<Item[][]>((choices, item) => [...choices, ...choices.map((choice) => [...choice, item])], [[]]);
}

function countsOf(kinds: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
}

function told(deliveries: readonly Delivery[]): string[] {
  return deliverAll(deliveries).flatMap(kindsOf).sort();
}

describe('the events of one happening', () => {
  it.each(names)('tell the same in any order: %s', async (file) => {
    const happenings = await happeningsOf(file);
    const usual = told(happenings.flat());

    happenings.forEach((happening, index) => {
      for (const order of ordersOf(happening)) {
        const events = [...happenings.slice(0, index), order, ...happenings.slice(index + 1)].flat();
        expect(told(events)).toEqual(usual);
      }
    });
  });

  it.each(names)('tell nothing twice, whichever of them are lost: %s', async (file) => {
    const happenings = await happeningsOf(file);
    const usual = countsOf(told(happenings.flat()));

    happenings.forEach((happening, index) => {
      for (const choice of choicesOf(happening)) {
        const events = [...happenings.slice(0, index), choice, ...happenings.slice(index + 1)].flat();
        const more = [...countsOf(told(events))].filter(([kind, count]) => count > Math.max(1, usual.get(kind) ?? 0));
        expect(more).toEqual([]);
      }
    });
  });
});
