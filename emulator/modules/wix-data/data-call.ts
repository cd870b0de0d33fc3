import type { SiteFunction } from '../../container/realm.ts';
import type { WixCallDetail } from '../../invocation.ts';
import { wixError } from '../../wix-error.ts';
import type { Caller, ModuleHost } from '../module-host.ts';
import { type CallHooks, createHookRunner } from './data-hooks.ts';

/** A call of `wix-data`, which the hooks of the site may change. */
export interface DataCall {
  /** Least and greatest number of arguments; any other number is WDE0008. */
  readonly arity: readonly [number, number];
  readonly describe: (args: unknown[]) => WixCallDetail;
  /** Performs the call; `prepared` is what the `before` hooks left to do, if there are any. */
  readonly execute: (args: unknown[], caller: Caller, prepared: unknown) => unknown;
  /** Returns the hooks of a call; `undefined` for one that has none, such as one with invalid arguments. */
  readonly hooks?: (args: unknown[]) => CallHooks | undefined;
}

/** Creates the site's function of a call: through the pipeline, with the site's hooks around it. */
export function dataFunction(host: ModuleHost, member: string, call: DataCall): SiteFunction {
  const { realm, services } = host;
  const [least, most] = call.arity;
  /** Calls whose `before` hooks have run, by the only argument that they are then made with. */
  const prepared = new WeakMap<object, { readonly args: unknown[]; readonly prepared: unknown }>();

  function preparedOf([token]: unknown[]) {
    return typeof token === 'object' && token !== null ? prepared.get(token) : undefined;
  }

  const plain = host.wixFunction(member, {
    kind: 'data',
    describe: (args) => call.describe(preparedOf(args)?.args ?? args),
    execute(args, caller) {
      const own = preparedOf(args);
      if (own !== undefined) return call.execute(own.args, caller, own.prepared);
      if (args.length < least || args.length > most) {
        throw wixError(realm, 'WDE0008', `${member} was called with ${args.length}, and expects ${least} to ${most}`);
      }
      return call.execute(args, caller, undefined);
    },
  });
  if (services.loadDataHooks === undefined) return plain;

  return realm.asyncFunction(member, (args, isElevated, resolve, reject) => {
    const run = (isElevated ? realm.elevated(plain) : undefined) ?? plain;
    const hooks = args.length < least || args.length > most ? undefined : call.hooks?.(args);
    const runner = hooks && createHookRunner(host, hooks);
    if (hooks === undefined || runner === undefined) {
      void Promise.resolve(run(...args)).then(resolve, reject);
      return;
    }
    const hooked = async (): Promise<unknown> => {
      const token = {};
      prepared.set(token, { args, prepared: await hooks.before(runner.run) });
      return await hooks.after(await run(token), runner.run);
    };
    void hooked().catch(runner.onFailure).then(resolve, reject);
  });
}
