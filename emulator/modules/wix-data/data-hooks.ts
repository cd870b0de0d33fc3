import type { ModuleHost } from '../module-host.ts';
import { wixError } from '../../wix-error.ts';
import { readDataOptions } from './data-options.ts';
import { ownerOf } from './write-item.ts';

/** Names of the hooks around a call, without the collection: https://dev.wix.com/docs/velo/apis/wix-data/hooks/introduction */
export type HookName =
  `${'before' | 'after'}${'Insert' | 'Update' | 'Remove' | 'Get' | 'Query' | 'Count' | 'Distinct' | 'Aggregate'}`;

/**
 * Runs a hook with a value and returns what it returned, or `otherwise` if there is no such hook or it returned something else: "If the
 * returned value is of the wrong type, the value is ignored." Fails with WDE0078 if the hook does.
 */
export type RunHook = (
  name: HookName,
  value: unknown,
  otherwise: unknown,
  isRightType: (returned: unknown) => boolean,
  currentItem?: Record<string, unknown>,
) => Promise<unknown>;

/** The hooks around one call. */
export interface CallHooks {
  readonly collection: unknown;
  readonly options: unknown;
  /** Runs the hooks before the call, and returns what is left to do. */
  before(run: RunHook): Promise<unknown>;
  /** Runs the hooks after the call, and returns the result for the site. */
  after(result: unknown, run: RunHook): Promise<unknown>;
}

type Hook = (value: unknown, context: object) => unknown;

/** Returns how to run the hooks of a call; `undefined` if they are suppressed, or the collection has none. */
export function createHookRunner(
  host: ModuleHost,
  { collection, options }: CallHooks,
): { readonly run: RunHook; readonly onFailure: (error: unknown) => unknown } | undefined {
  const { realm, services } = host;
  const invocation = services.current.get();
  if (typeof collection !== 'string' || invocation === undefined || isSuppressed(host, options)) return undefined;
  const exported = services.loadDataHooks?.(invocation.container) ?? {};
  const prefix = `${collection}_`;
  if (!Object.keys(exported).some((name) => name.startsWith(prefix))) return undefined;

  function hookNamed(name: HookName | 'onFailure'): Hook | undefined {
    const hook: unknown = Reflect.get(exported, prefix + name);
    return typeof hook === 'function' ? (hook as Hook) : undefined;
  }

  /** The role `dataOwner` is documented without saying when a member has it. */
  function contextOf(currentItem?: Record<string, unknown>): object {
    const identity = invocation?.identity;
    const role = identity === 'admin' ? 'siteOwner' : typeof identity === 'object' ? 'siteMember' : 'anonymous';
    const userId = identity === undefined ? null : (ownerOf(identity) ?? null);
    return realm.object({ collectionName: collection, userId, userRole: role, currentItem });
  }

  return {
    async run(name, value, otherwise, isRightType, currentItem) {
      const hook = hookNamed(name);
      if (hook === undefined) return otherwise;
      try {
        const returned = await hook(value, contextOf(currentItem));
        return isRightType(returned) ? returned : otherwise;
      } catch (error) {
        throw wixError(realm, 'WDE0078', messageOf(error));
      }
    },
    /** "Returning a fulfilled promise will result in a fulfilled data operation with the provided result." */
    onFailure(error) {
      const returned = hookNamed('onFailure')?.(error, contextOf());
      if (returned === undefined) throw error;
      return returned;
    },
  };
}

function isSuppressed(host: ModuleHost, options: unknown): boolean {
  try {
    return readDataOptions(host, options).suppressHooks;
  } catch {
    // The call itself fails for these options.
    return true;
  }
}

function messageOf(error: unknown): string {
  const message: unknown = error !== null && typeof error === 'object' ? Reflect.get(error, 'message') : error;
  return String(message);
}
