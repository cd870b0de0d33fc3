import type { JSX } from 'preact';

import { useRoute, type Route } from '../../../console/browser/api/route.ts';
import { useResource } from '../../../console/browser/api/use-resource.ts';
import { Frame } from '../../../console/browser/frame/frame.tsx';
import type { ServerStatus } from '../answers.ts';
import { KeptEmailsView } from './kept-emails-view.tsx';
import { SendView } from './send-view.tsx';
import { ServerControls } from './server-controls.tsx';
import { WebhooksView } from './webhooks-view.tsx';

/** The console of the webhook server. */
export function ServerApp(): JSX.Element {
  const route = useRoute();
  const status = useResource<ServerStatus>('status');
  const dead = status.kind === 'ready' ? status.value.dead : 0;
  return (
    <Frame
      name="Webhook server"
      route={route}
      views={[
        { path: 'webhooks', name: 'Webhooks', count: dead },
        { path: 'emails', name: 'Emails', count: 0 },
        { path: 'fire', name: 'Fire', count: 0 },
      ]}
      controls={status.kind === 'ready' ? <ServerControls status={status.value} /> : null}
      stopped="Start it again: npm start -- --host server. It begins anew, with an address of its own in the terminal."
    >
      <View route={route} status={status.kind === 'ready' ? status.value : null} />
    </Frame>
  );
}

function View({ route, status }: { readonly route: Route; readonly status: ServerStatus | null }): JSX.Element {
  const number = route[1] === undefined ? undefined : Number(route[1]);
  switch (route[0] ?? 'webhooks') {
    case 'fire':
      return <SendView route={route} />;
    case 'emails':
      return <KeptEmailsView number={number} url={status?.url ?? ''} />;
    default:
      return <WebhooksView number={number} url={status?.url ?? ''} />;
  }
}
