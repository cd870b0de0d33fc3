import type { JSX } from 'preact';

import { useRoute, type Route } from './api/route.ts';
import { useStore } from './api/store.ts';
import { CollectionsView } from './collections/collections-view.tsx';
import { ProblemNotice } from './elements/notice.tsx';
import { EmailsView } from './emails/emails-view.tsx';
import { EventsView } from './events/events-view.tsx';
import { FireView } from './fire/fire-view.tsx';
import { Frame } from './frame/frame.tsx';
import { useKeys } from './keys/use-keys.ts';
import { KeysDialog } from './keys/keys-dialog.tsx';
import { NotificationsView } from './notifications/notifications-view.tsx';
import { OrdersView } from './orders/orders-view.tsx';
import { UnhandledView } from './unhandled/unhandled-view.tsx';

/** The console. */
export function App(): JSX.Element {
  const route = useRoute();
  const { problem, connection, said } = useStore();
  useKeys(route);
  return (
    <Frame route={route}>
      {connection === 'refused' ? <ProblemNotice problem={noToken} /> : null}
      {connection === 'lost' ? <ProblemNotice problem={stopped} /> : null}
      {problem === null ? null : <ProblemNotice problem={problem} />}
      {connection === 'refused' ? null : <View route={route} />}
      <p class="for-ears" role="status">
        {said}
      </p>
      <KeysDialog />
    </Frame>
  );
}

const noToken = {
  message: 'This address lacks the console’s token.',
  next: 'Open the whole address that the terminal shows, with what follows the #.',
};

const stopped = {
  message: 'The console has stopped.',
  next: 'Start it again: npx order-events console. Nothing that it confirmed is lost, and this page goes on by itself.',
};

function View({ route }: { readonly route: Route }): JSX.Element {
  switch (route[0] ?? 'events') {
    case 'fire':
      return <FireView route={route} />;
    case 'notifications':
      return <NotificationsView status={route[1]} />;
    case 'not-handled':
      return <UnhandledView />;
    case 'orders':
      return <OrdersView product={route[1]} id={route[2]} />;
    case 'collections':
      return <CollectionsView id={route[1]} />;
    case 'emails':
      return <EmailsView name={route[1]} />;
    default:
      return <EventsView id={route[1] === undefined ? undefined : Number(route[1])} />;
  }
}
