import { deliverAll, kindsOf } from '../timeline/deliver.ts';
import { planPairs } from './plan-pairs.ts';
import { shopPairs } from './shop-pairs.ts';
import { ticketPairs } from './ticket-pairs.ts';

const pairs = [...planPairs, ...shopPairs, ...ticketPairs];

describe('two events of one order', () => {
  it.each(pairs.map((pair) => [pair.what, pair] as const))('%s', (_what, { before, after, kinds }) => {
    const [, second] = deliverAll([before, after]);

    expect(second && kindsOf(second)).toEqual(kinds);
  });

  it.each(pairs.map((pair) => [pair.what, pair] as const))(
    'tell the same in the other order of arrival: %s',
    (_what, { before, after, kinds, kindsReversed = kinds }) => {
      const told = deliverAll([after, before]).flatMap(kindsOf);

      expect([...told].sort()).toEqual(kindsReversed);
    },
  );

  it.each(pairs.map((pair) => [pair.what, pair] as const))(
    'tell nothing more when both are delivered again: %s',
    (_what, { before, after }) => {
      const [, , third, fourth] = deliverAll([before, after, before, after]);

      expect([third, fourth].map((classification) => classification?.changes)).toEqual([[], []]);
    },
  );
});
