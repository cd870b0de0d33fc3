import type { Guard } from './guard.ts';

/** Guards of the calls that the handlers of one container share. */
export const sharedCallGuards: readonly Guard[] = [
  {
    name: 'an item that the answer to a bulk insert does not name is looked up',
    file: 'wix/bulk-calls.ts',
    lines: "if (inserted.has(id)) return { kind: 'done', result: 'inserted' };",
    without: "if (inserted.size > 0) return { kind: 'done', result: 'inserted' };",
    scenario: 'two orders paid at the same time',
    variant: 'in step, stopped',
  },
  {
    name: 'an item of a bulk insert is its writer’s own if its row has the writer’s token',
    file: 'wix/bulk-calls.ts',
    lines: "ownerOf(writers.get(id), writer) === 'own' ? 'inserted' : 'exists'",
    without: "ownerOf(writers.get(id), writer) === 'own' ? 'exists' : 'exists'",
    scenario: 'two orders paid at the same time, by rules that hold',
    variant: 'in step, a try fails',
  },
  {
    name: 'a bulk insert that was refused is looked up before its items are inserted alone',
    file: 'wix/bulk-calls.ts',
    lines: 'if (others.length > 0) writers = await findWriters(others);',
    without: 'if (others.length > items.length) writers = await findWriters(others);',
    scenario: 'two orders paid at the same time, by rules that hold',
    variant: 'in step, a try fails',
  },
  {
    name: 'an item that the answer to a bulk save does not name is saved alone',
    file: 'wix/bulk-calls.ts',
    lines: "saved.has(idOf(item)) ? { kind: 'done', result: null } : { kind: 'unclear' }",
    without: "saved.has(idOf(item)) ? { kind: 'done', result: null } : { kind: 'done', result: null }",
    scenario: 'two orders paid at the same time',
    variant: 'in step, a try fails',
  },
  {
    name: 'a call whose part in a bulk answer is unclear is made alone',
    file: 'wix/gather-calls.ts',
    lines: "        case 'unclear':\n          return await kind.alone(item);",
    without: "        case 'unclear':\n          return 'exists' as never;",
    scenario: 'two orders paid at the same time, by rules that hold',
    variant: 'in step, a try fails',
  },
];
