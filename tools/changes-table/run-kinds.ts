import type { ChangeKind } from '../../src/backend/order-events/changes/change.ts';
import { fireCase, type KindCase, type KindRow, type ProductKinds } from './kind-cases.ts';
import type { JsonObject } from '../workbench/payload/json.ts';

/** What became of one case. */
export interface CaseResult {
  readonly what: string;
  readonly expected: readonly string[];
  readonly reported: readonly string[];
  readonly isPassed: boolean;
}

/** What became of the cases of one kind. */
export type KindResult =
  | { readonly kind: ChangeKind; readonly hits: readonly CaseResult[]; readonly nearMisses: readonly CaseResult[] }
  | { readonly kind: ChangeKind; readonly impossible: string };

/** Fires every case of a product through the parser and the classifier; `payload` is the handler's documented one. */
export function runKinds(kinds: ProductKinds, payload: JsonObject): KindResult[] {
  return kinds.rows.map((row) => runRow(row, (kindCase) => fireCase(kinds, payload, kindCase)));
}

type Fire = (kindCase: KindCase) => string[];

function runRow(row: KindRow, fire: Fire): KindResult {
  if ('impossible' in row) return row;
  const { kind, hits, nearMisses } = row;
  return {
    kind,
    hits: hits.map((kindCase) => runCase(kindCase, fire, (reported) => reported.includes(kind))),
    nearMisses: nearMisses.map((kindCase) => runCase(kindCase, fire, (reported) => !reported.includes(kind))),
  };
}

/** A case passes when it reports what its row says, and its own kind or not, and nothing else. */
function runCase(kindCase: KindCase, fire: Fire, isRight: (reported: readonly string[]) => boolean): CaseResult {
  const { what, reports: expected } = kindCase;
  const reported = fire(kindCase);
  return { what, expected, reported, isPassed: isRight(reported) && reported.join() === expected.join() };
}
