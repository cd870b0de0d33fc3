import { existsSync } from 'node:fs';
import { join } from 'node:path';

import type { CallPipeline } from '../calls/call-pipeline.ts';
import type { CurrentInvocation } from '../calls/running-invocation.ts';
import type { State } from '../storage/open-state.ts';
import { createRecords } from '../storage/records.ts';
import { defaultUndocumentedBehaviour, type UndocumentedBehaviour } from '../undocumented-behaviour.ts';
import type { WixServices } from './module-host.ts';
import { openTransmissions } from './wix-fetch/transmissions.ts';

/** Creates the state shared by the emulated modules of all containers. */
export function openServices(deps: {
  readonly siteDir: string;
  readonly state: State;
  readonly pipeline: CallPipeline;
  readonly current: CurrentInvocation;
  readonly undocumented: Partial<UndocumentedBehaviour>;
}): WixServices {
  const { state } = deps;
  const undocumented = { ...defaultUndocumentedBehaviour, ...deps.undocumented };
  const dataHooksExist = existsSync(join(deps.siteDir, 'src', 'backend', 'data.js'));
  return {
    clock: state.clock,
    ids: state.ids,
    items: state.items,
    collections: state.collections,
    contacts: createRecords(state.database, 'contacts'),
    members: createRecords(state.database, 'members'),
    secrets: createRecords(state.database, 'secrets'),
    notifications: createRecords(state.database, 'notifications'),
    transmissions: openTransmissions({
      records: createRecords(state.database, 'transmissions'),
      clock: state.clock,
      ids: state.ids,
      undocumented,
    }),
    journal: state.journal,
    pipeline: deps.pipeline,
    current: deps.current,
    undocumented,
    hasDataHooks: dataHooksExist,
  };
}
