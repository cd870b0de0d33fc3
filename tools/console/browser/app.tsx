import type { JSX } from 'preact';

import { useRoute, type Route } from './api/route.ts';
import { useStore } from './api/store.ts';
import type { Problem } from '../../workbench/runs/run.ts';
import { CollectionsView } from './collections/collections-view.tsx';
import { ProblemNotice } from './elements/notice.tsx';
import { EmailsView } from './emails/emails-view.tsx';
import { EventsView } from './events/events-view.tsx';
import { FireView } from './fire/fire-view.tsx';
import { Frame } from './frame/frame.tsx';
import { SiteControls } from './frame/site-controls.tsx';
import { views } from './frame/views.ts';
import { useKeys } from './keys/use-keys.ts';
import { KeysDialog } from './keys/keys-dialog.tsx';
import { NotificationsView } from './notifications/notifications-view.tsx';
import { OrdersView } from './orders/orders-view.tsx';
import { UnhandledView } from './unhandled/unhandled-view.tsx';

/** The console. */
export function App(): JSX.Element {
  const route = useRoute();
  const { status } = useStore();
  const siteProblem = status?.siteProblem ?? null;
  const stale = status?.site.stale ?? [];
  useKeys(route);
  return (
    <Frame
      name="Order events"
      route={route}
      views={views.map((view) => ({ ...view, count: status === null ? 0 : view.count(status) }))}
      controls={status === null ? null : <SiteControls status={status} />}
      stopped="Start it again: node bin/order-events.js console. Nothing that it confirmed is lost, and this page goes on by itself."
    >
      {siteProblem === null ? null : <ProblemNotice problem={siteProblem} />}
      {stale.length === 0 ? null : <ProblemNotice problem={staleProblem(stale)} />}
      <View route={route} />
      <KeysDialog />
    </Frame>
  );
}

/** Problem shown if built files are older than their sources. */
function staleProblem(stale: readonly string[]): Problem {
  const isOne = stale.length === 1;
  return {
    message: `${isOne ? 'A built file is' : 'Built files are'} older than ${isOne ? 'its' : 'their'} source: ${stale.join(', ')}.`,
    next: 'Events run as before your last change. Build the site: npm run build',
  };
}

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
      return <CollectionsView id={route[1]} from={route[2]} />;
    case 'emails':
      return <EmailsView name={route[1]} />;
    default:
      return <EventsView id={route[1] === undefined ? undefined : Number(route[1])} />;
  }
}
