import type { Emulator } from '../../../emulator/emulator.ts';
import { openLocalSite, type LocalSiteOptions } from './local-site.ts';
import { armFaults } from './fault-plan.ts';
import { callMethod, performRun } from './perform-run.ts';
import type { SiteAccess } from './site-access.ts';

/** What a site is reached with. */
export interface ReachOptions extends Omit<LocalSiteOptions, 'lock'> {
  /** Gets the emulator of a throw-away state before its first run. */
  readonly prepare?: ((emulator: Emulator) => void) | undefined;
}

/** Reaches the site on a state: opens it, or asks the console that has it open. A throw-away state keeps no list of runs. */
export async function reachSite({ prepare, ...options }: ReachOptions): Promise<SiteAccess> {
  const { place } = options;
  if (place.isThrowAway) {
    const emulator = await openLocalSite(options);
    prepare?.(emulator);
    return throwAwaySite(emulator);
  }
  // Loaded here: a throw-away state needs neither.
  const { takeState } = await import('./take-state.ts');
  const { openOwnSite } = await import('./own-site.ts');
  const taken = await takeState(place.file);
  return taken.kind === 'own' ? await openOwnSite({ ...options, lock: taken.lock }) : taken.site;
}

function throwAwaySite(emulator: Emulator): SiteAccess {
  return {
    async perform(request, { clock, faults }) {
      emulator.faults.clear();
      if (faults !== undefined) armFaults(emulator, faults);
      return (await performRun(request, emulator, clock)).main;
    },
    ask: (method, args) => callMethod(emulator, method, args),
    now: async () => emulator.clock.now(),
    close: async () => emulator.close(),
  };
}
