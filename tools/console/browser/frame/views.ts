import { openStatuses } from '../../../workbench/local-site/open-statuses.ts';
import type { Status } from '../../contract/answers.ts';
import type { ViewLink } from './frame.tsx';

/** A view, with the number of its items that need attention. */
interface CountedView extends Omit<ViewLink, 'count'> {
  readonly count: (status: Status) => number;
}

/** The views, in navigation order. */
export const views: readonly CountedView[] = [
  { path: 'events', name: 'Events', count: () => 0 },
  { path: 'fire', name: 'Fire', count: () => 0 },
  {
    path: 'notifications',
    name: 'Notifications',
    count: ({ counts: { notifications } }) =>
      openStatuses.reduce((sum, status) => sum + (notifications[status] ?? 0), 0),
  },
  { path: 'not-handled', name: 'Not handled', count: ({ counts }) => counts.unhandled },
  { path: 'orders', name: 'Orders', count: () => 0 },
  { path: 'collections', name: 'Collections', count: () => 0 },
  { path: 'emails', name: 'Emails', count: () => 0 },
];
