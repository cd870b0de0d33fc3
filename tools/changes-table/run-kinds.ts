import type { ChangeKind, Evidence } from '../../src/backend/order-events/changes/change.ts';
import { evidenceOf, fireCase, type KindCase, type KnownBy, type ProductKinds, type Reported } from './kind-cases.ts';
import type { JsonObject } from '../workbench/payload/json.ts';

/** Outcome of one case. */
export interface CaseResult {
  readonly what: string;
  readonly by: KnownBy;
  readonly expected: readonly string[];
  readonly reported: readonly string[];
  readonly isPassed: boolean;
}

/** Outcomes of the cases of one kind. */
export type KindResult =
  | { readonly kind: ChangeKind; readonly hits: readonly CaseResult[]; readonly nearMisses: readonly CaseResult[] }
  | { readonly kind: ChangeKind; readonly impossible: string };

/** Fires every case of a product through the parser and the classifier; `payload` is the handler's documented one. */
export function runKinds(kinds: ProductKinds, payload: JsonObject): KindResult[] {
  const fire: Fire = (kindCase) => fireCase(kinds, payload, kindCase);
  return kinds.rows.map((row) => {
    if ('impossible' in row) return row;
    const { kind } = row;
    const all = [row, ...kinds.evidence.filter((other) => other.kind === kind)];
    return {
      kind,
      hits: all.flatMap(({ hits }) => hits.map((hit) => runCase(hit, fire, evidenceOf[hit.by ?? 'comparison'], kind))),
      nearMisses: all.flatMap(({ nearMisses }) => nearMisses.map((miss) => runCase(miss, fire, undefined, kind))),
    };
  });
}

type Fire = (kindCase: KindCase) => Reported;

/** Runs a case: it passes if it reports the kinds of its row, and its own kind with the wanted evidence, or not at all. */
function runCase(kindCase: KindCase, fire: Fire, wanted: Evidence | undefined, kind: ChangeKind): CaseResult {
  const { what, by = 'comparison', reports: expected } = kindCase;
  const { kinds: reported, evidence } = fire(kindCase);
  const isPassed = evidence.get(kind) === wanted && reported.join() === expected.join();
  return { what, by, expected, reported, isPassed };
}
