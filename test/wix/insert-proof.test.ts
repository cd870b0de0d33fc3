import { cleanUp } from '../emulator/site-fixture.ts';
import { openStoreSite, storesOfSite } from './store-site.ts';

afterAll(cleanUp);

describe('a second insert under one id', () => {
  it('is refused by Wix Data, and leaves nothing behind', async () => {
    const emulator = openStoreSite();

    expect(await storesOfSite(emulator).insertProof.prove()).toEqual({ kind: 'refused', code: 'WDE0074' });
    expect(emulator.data.items('OrderEventsAttempts')).toEqual([]);
  });

  it.each([
    ['WDE0123', { kind: 'refused', code: 'WDE0123' }],
    ['WDE0053', { kind: 'refused-otherwise', code: 'WDE0053' }],
    ['', { kind: 'refused-otherwise', code: '' }],
    ['WDE0014', undefined],
  ])('tells what was answered: "%s"', async (code, expected) => {
    const emulator = openStoreSite();
    const { insertProof } = storesOfSite(emulator);
    let inserts = 0;
    await insertProof.prove();
    const call = { member: 'insert' };
    emulator.setGate((pending) => {
      if (pending.member === 'insert' && ++inserts === 2) emulator.faults.failNext({ call, code });
    });

    expect(await insertProof.prove()).toEqual(expected);
  });

  it('that is stored is known', async () => {
    const emulator = openStoreSite();
    const { insertProof } = storesOfSite(emulator);
    await insertProof.prove();
    let inserts = 0;
    emulator.setGate((pending) => {
      if (pending.member === 'insert' && ++inserts === 2) emulator.data.clear('OrderEventsAttempts');
    });

    expect(await insertProof.prove()).toEqual({ kind: 'accepted', code: '' });
  });
});
