import type { AttemptClaims } from '../../src/backend/order-events/ports/attempt-claims.ts';
import { oddIds } from './odd-ids.ts';
import { MINUTE, noon } from './sample-rows.ts';

/** What every store of claims must do; `port` is an empty one in each test. */
export function describeClaims(port: () => AttemptClaims): void {
  it('gives each attempt to one claimant', async () => {
    const claims = await Promise.all([1, 1, 2].map((attempt) => port().claim('a/key', attempt, noon)));

    expect(claims.map(({ kind }) => kind).sort()).toEqual(['claimed', 'claimed', 'taken']);
  });

  it('tells those who come later since when it is taken', async () => {
    await port().claim('a/key', 1, noon);
    await port().claim('a/key', 1, noon + MINUTE);

    expect(await port().claim('a/key', 1, noon + 2 * MINUTE)).toEqual({ kind: 'taken', since: noon });
  });

  it('removes those made before an instant, so many at a time, and no others', async () => {
    for (const attempt of [1, 2, 3]) await port().claim('old', attempt, noon - 1);
    await port().claim('new', 1, noon);

    const removed = [await port().removeBefore(noon, 2), await port().removeBefore(noon, 2)];

    expect([removed, await port().count()]).toEqual([[2, 1], 1]);
    expect(await port().claim('new', 1, noon + 1)).toEqual({ kind: 'taken', since: noon });
  });

  it('keeps keys apart, whatever they hold', async () => {
    for (const key of oddIds) expect(await port().claim(key, 1, noon)).toEqual({ kind: 'claimed' });
    for (const key of oddIds) expect(await port().claim(key, 2, noon)).toEqual({ kind: 'claimed' });

    for (const key of oddIds) expect(await port().claim(key, 1, noon + 1)).toEqual({ kind: 'taken', since: noon });
  });
}
