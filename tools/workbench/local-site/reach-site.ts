import type { Emulator } from '../../../emulator/emulator.ts';
import { openLocalSite, type LocalSiteOptions } from './local-site.ts';
import { armFaults } from './fault-plan.ts';
import { callMethod, performRun } from './perform-run.ts';
import type { SiteAccess } from './site-access.ts';

/** Options for reaching a site. */
export interface ReachOptions extends Omit<LocalSiteOptions, 'lock'> {
  /** Receives the emulator of a temporary state before its first run. */
  readonly prepare?: ((emulator: Emulator) => void) | undefined;
}

/** Opens the site on a state, or connects to the console that has it open. A temporary state keeps no history. */
export async function reachSite({ prepare, ...options }: ReachOptions): Promise<SiteAccess> {
  const { place } = options;
  if (place.isThrowAway) {
    const emulator = await openLocalSite(options);
    prepare?.(emulator);
    return throwAwaySite(emulator);
  }
  // Loaded here because a temporary state needs neither.
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
    batches: { begin: () => emulator.beginBatch(), commit: () => emulator.commitBatch() },
    close: async () => emulator.close(),
  };
}
