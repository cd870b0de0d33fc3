import type { JSX } from 'preact';

import { notificationStatuses } from '../../../../src/backend/order-events/ports/notifications.ts';
import { openStatuses } from '../../../workbench/local-site/open-statuses.ts';
import type { Listing, ShownNotification } from '../../contract/answers.ts';
import { useStore } from '../api/store.ts';
import { useResource } from '../api/use-resource.ts';
import { Empty, LoadedRows } from '../elements/notice.tsx';
import { NotificationRow } from './notification-row.tsx';

const statuses = [...openStatuses, ...notificationStatuses.filter((status) => !openStatuses.includes(status))];

/** The notifications, by status; those that need the owner come first. */
export function NotificationsView({ status: wanted }: { readonly status: string | undefined }): JSX.Element {
  const { status } = useStore();
  const resource = useResource<Listing<ShownNotification>>(
    wanted === undefined ? 'notifications' : `notifications?status=${wanted}`,
  );
  const counts = status?.counts.notifications ?? {};
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return (
    <div class="page">
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
      <LoadedRows resource={resource}>
        {(notifications) =>
          notifications.length === 0 ? (
            <NoNotifications wanted={wanted} />
          ) : (
            <ul class="cards">
              {notifications.map((notification) => (
                <NotificationRow key={notification.key} notification={notification} />
              ))}
            </ul>
          )
        }
      </LoadedRows>
    </div>
  );
}

function NoNotifications({ wanted }: { readonly wanted: string | undefined }): JSX.Element {
  if (wanted !== undefined) return <p class="muted pad">No notification is {wanted}.</p>;
  return (
    <Empty title="Nobody was told anything yet">
      <p>A notification is made when an event shows a change that a rule in notification-rules.ts is about.</p>
      <a class="button primary" href="#/fire/payload/wixEcom_onOrderPaymentStatusUpdated/documented">
        Fire a payment
      </a>
    </Empty>
  );
}
