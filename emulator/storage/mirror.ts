/** Lag of ordinary reads behind the primary. */
export type Staleness =
  | { readonly kind: 'none' }
  | { readonly kind: 'delay'; readonly ms: number }
  | { readonly kind: 'writes'; count: number };

interface Replaced {
  readonly collection: string;
  readonly id: string;
  readonly before: string | null;
  readonly at: number;
}

/**
 * Mirror that reads without `consistentRead` may reach: "it always updates your data in the primary database instance first, then
 * propagates your changes to the mirror instances" (https://dev.wix.com/docs/velo/apis/wix-data/introduction).
 */
export interface Mirror {
  configure(staleness: Staleness): void;
  /** Records the text that a write replaced. */
  noteWrite(collection: string, id: string, before: string | null): void;
  /** Returns the items of a collection for which the mirror still shows an earlier text. */
  behind(collection: string): ReadonlyMap<string, string | null>;
}

const nothing: ReadonlyMap<string, string | null> = new Map();

/** Creates a mirror without lag. */
export function createMirror(now: () => number): Mirror {
  let staleness: Staleness = { kind: 'none' };
  let replaced: Replaced[] = [];

  function dropPropagated(): void {
    switch (staleness.kind) {
      case 'none':
        replaced = [];
        return;
      case 'delay': {
        const visibleUntil = now() - staleness.ms;
        const firstHidden = replaced.findIndex((write) => write.at > visibleUntil);
        replaced = firstHidden === -1 ? [] : replaced.slice(firstHidden);
        return;
      }
      case 'writes':
        replaced = staleness.count === 0 ? [] : replaced.slice(-staleness.count);
        return;
      default:
        unreachable(staleness);
    }
  }

  return {
    configure(next) {
      staleness = next;
      dropPropagated();
    },
    noteWrite(collection, id, before) {
      if (staleness.kind === 'none') return;
      replaced.push({ collection, id, before, at: now() });
      dropPropagated();
    },
    behind(collection) {
      if (replaced.length === 0) return nothing;
      dropPropagated();
      const items = new Map<string, string | null>();
      for (const write of replaced) {
        if (write.collection === collection && !items.has(write.id)) items.set(write.id, write.before);
      }
      return items;
    },
  };
}

function unreachable(value: never): never {
  throw new Error(`Not a staleness: ${JSON.stringify(value)}`);
}
