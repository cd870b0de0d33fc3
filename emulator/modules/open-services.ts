import { existsSync } from 'node:fs';
import { join } from 'node:path';

import type { CallPipeline } from '../calls/call-pipeline.ts';
import type { CurrentInvocation } from '../calls/running-invocation.ts';
import type { Container } from '../container/container.ts';
import type { Network } from '../network/network.ts';
import type { OnNotEmulated } from '../not-emulated.ts';
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
  readonly onNotEmulated: OnNotEmulated;
  readonly network: Network;
  readonly log: WixServices['log'];
  /** Returns the exports of a file of the site, such as `backend/data.js`. */
  readonly loadSiteFile: (container: Container, file: string) => object;
}): WixServices {
  const { state } = deps;
  const undocumented = { ...defaultUndocumentedBehaviour, ...deps.undocumented };
  const backendDir = join(deps.siteDir, 'src', 'backend');
  const hasDataHooks = ['data.js', 'data.ts'].some((file) => existsSync(join(backendDir, file)));
  return {
    clock: state.clock,
    ids: state.ids,
    items: state.items,
    collections: state.collections,
    references: state.references,
    contacts: createRecords(state.database, 'contacts'),
    members: createRecords(state.database, 'members'),
    secrets: createRecords(state.database, 'secrets'),
    notifications: createRecords(state.database, 'notifications'),
    media: createRecords(state.database, 'media'),
    mediaFolders: createRecords(state.database, 'media-folders'),
    published: createRecords(state.database, 'published'),
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
    onNotEmulated: deps.onNotEmulated,
    network: deps.network,
    log: deps.log,
    loadDataHooks: hasDataHooks ? (container) => deps.loadSiteFile(container, 'backend/data.js') : undefined,
  };
}
