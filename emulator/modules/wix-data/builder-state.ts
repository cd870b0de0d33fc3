import type { Realm } from '../../container/realm.ts';
import type { Filter, QueryPlan } from '../../storage/filter.ts';
import { wixError } from '../../wix-error.ts';
import { wixLimits } from '../../wix-limits.ts';

/** A value computed for each group of an aggregation. */
export interface Accumulator {
  readonly operation: 'sum' | 'avg' | 'min' | 'max' | 'count';
  /** `undefined` for a count. */
  readonly field: string | undefined;
  /** Property of the results. */
  readonly name: string;
}

/** State of a query, filter, sort, distinct query or aggregation after its refinements so far. */
export interface BuilderState extends QueryPlan {
  /** `undefined` for a filter or sort. */
  readonly collection: unknown;
  readonly fields: readonly string[];
  readonly includes: readonly string[];
  /** Property of a distinct query. */
  readonly property: string;
  readonly groups: readonly string[];
  readonly accumulators: readonly Accumulator[];
  /** Filter of the groups; `undefined` if there is none yet. */
  readonly having: Filter[] | undefined;
  /** Error of the first invalid refinement: "the Promise is rejected if any of the functions used to refine the query is invalid". */
  readonly invalid: Error | undefined;
}

/** The state before all refinements. */
export const emptyState: BuilderState = {
  collection: undefined,
  filters: [],
  sorts: [],
  skip: 0,
  limit: wixLimits.queryDefaultItems,
  fields: [],
  includes: [],
  property: '',
  groups: [],
  accumulators: [],
  having: undefined,
  invalid: undefined,
};

/** A condition on the arguments of a refinement, and the code of the error if it is not met. */
export type Check = readonly [isMet: boolean, code: string];

/** A refinement: its checks in order, and the change that it makes if all are met. */
export interface Refinement {
  readonly checks: readonly Check[];
  readonly change: () => Partial<BuilderState>;
}

/** Function of a builder. */
export type BuilderMethod = (this: object, ...args: unknown[]) => unknown;

/** Keeps the states of all builders of one container, where site code cannot reach them. */
export interface Builders {
  build(state: BuilderState, prototype: object): object;
  stateOf(builder: unknown): BuilderState | undefined;
  /** Creates a function that returns a new builder and leaves the old one unchanged. */
  refining(member: string, refine: (state: BuilderState, args: unknown[]) => Refinement): BuilderMethod;
  /** Creates a function that reads the state. */
  reading(read: (state: BuilderState, args: unknown[]) => unknown): BuilderMethod;
}

/** Creates the builders of one container. */
export function createBuilders(realm: Realm): Builders {
  const states = new WeakMap<object, BuilderState>();

  function build(state: BuilderState, prototype: object): object {
    const builder = Object.create(prototype) as object;
    states.set(builder, state);
    return builder;
  }

  function stateOf(builder: unknown): BuilderState | undefined {
    return builder !== null && typeof builder === 'object' ? states.get(builder) : undefined;
  }

  function own(builder: unknown): BuilderState {
    const state = stateOf(builder);
    if (state === undefined) throw wixError(realm, 'WDE0016');
    return state;
  }

  return {
    build,
    stateOf,
    refining: (member, refine) =>
      function (this: object, ...args) {
        const state = own(this);
        const { checks, change } = refine(state, args);
        const failed = checks.find(([isMet]) => !isMet);
        const invalid = state.invalid ?? (failed && wixError(realm, failed[1], member));
        const changed = invalid === undefined ? change() : { invalid };
        return build({ ...state, ...changed }, Object.getPrototypeOf(this) as object);
      },
    reading: (read) =>
      function (this: object, ...args) {
        return read(own(this), args);
      },
  };
}
