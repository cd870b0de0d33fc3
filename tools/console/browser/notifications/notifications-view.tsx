import type { JSX } from 'preact';

import { notificationStatuses } from '../../../../src/backend/order-events/ports/notifications.ts';
import { openStatuses } from '../../../workbench/local-site/open-statuses.ts';
import type { Listing, ShownNotification } from '../../contract/answers.ts';
import { usePageState } from '../api/page-state.ts';
import { useStore } from '../api/store.ts';
import { usePages } from '../api/use-pages.ts';
import { withQuery } from '../api/with-query.ts';
import { Command } from '../elements/command.tsx';
import { Empty, LoadedRows } from '../elements/notice.tsx';
import { Paging } from '../elements/paging.tsx';
import { NothingFound, Search } from '../elements/search.tsx';
import { NotificationCard } from './notification-card.tsx';

const statuses = [...openStatuses, ...notificationStatuses.filter((status) => !openStatuses.includes(status))];

/** Lists the notifications by status; those that need the site owner come first. */
export function NotificationsView({ status: wanted }: { readonly status: string | undefined }): JSX.Element {
  const { status } = useStore();
  const { search } = usePageState();
  const pages = usePages<Listing<ShownNotification>>(withQuery('notifications', { status: wanted ?? null, q: search }));
  const counts = status?.counts.notifications ?? {};
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return (
    <div class="page">
      {total === 0 ? null : <Search what="notifications" />}
      <nav class="filters" aria-label="Status">
        <a href="#/notifications" aria-current={wanted === undefined ? 'true' : undefined}>
          all <span class="muted">{total}</span>
        </a>
        {statuses.map((name) => (
          <a key={name} href={`#/notifications/${name}`} aria-current={name === wanted ? 'true' : undefined}>
            {name} <span class="muted">{counts[name] ?? 0}</span>
          </a>
        ))}
      </nav>
      <LoadedRows resource={pages.resource}>
        {(notifications, page) =>
          page.total === 0 ? (
            search.trim() === '' ? (
              <NoNotifications wanted={wanted} />
            ) : (
              <NothingFound what="notification" />
            )
          ) : (
            <>
              <Paging page={page} pages={pages} what="notifications" />
              <ul class="cards">
                {notifications.map((notification) => (
                  <NotificationCard key={notification.key} notification={notification} />
                ))}
              </ul>
            </>
          )
        }
      </LoadedRows>
    </div>
  );
}

function NoNotifications({ wanted }: { readonly wanted: string | undefined }): JSX.Element {
  if (wanted !== undefined)
    return (
      <div class="pad column nothing">
        <p>
          No notification is <bdi>{wanted}</bdi>.
        </p>
        <a class="button" href="#/notifications">
          Show all
        </a>
      </div>
    );
  return (
    <Empty title="Nobody was told anything yet">
      <p>
        A notification is made when an event shows a change that a rule in notification-rules.ts is about. Fire one
        here, or from another terminal:
      </p>
      <Command>node bin/order-events.js event fire wixEcom_onOrderPaymentStatusUpdated</Command>
      <a class="button primary" href="#/fire/payload/wixEcom_onOrderPaymentStatusUpdated/documented">
        Fire a payment
      </a>
    </Empty>
  );
}
