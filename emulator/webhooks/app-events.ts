import type { AppEvent } from './webhook-signer.ts';

/** An app's installation on a site. */
export interface AppInstallation {
  readonly appId: string;
  readonly instanceId: string;
  /** The installation that the site was copied from. */
  readonly originInstanceId?: string;
}

/** Creates the event of an app's installation: https://dev.wix.com/docs/api-reference/app-management/app-instance/app-instance-installed */
export function appInstalled({ appId, instanceId, originInstanceId }: AppInstallation): AppEvent {
  return { eventType: 'AppInstalled', instanceId, body: JSON.stringify({ appId, originInstanceId }) };
}

/** Creates the event of an app's removal: https://dev.wix.com/docs/api-reference/app-management/app-instance/app-instance-removed */
export function appRemoved({ appId, instanceId }: AppInstallation): AppEvent {
  return { eventType: 'AppRemoved', instanceId, body: JSON.stringify({ appId }) };
}
