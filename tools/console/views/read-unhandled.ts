import type { DataInspector } from '../../../emulator/storage/data-inspector.ts';
import type { Listing, ShownUnhandled } from '../contract/answers.ts';
import type { History } from '../../workbench/runs/open-history.ts';
import { nameOrder, readEventFacts } from '../../workbench/runs/order-facts.ts';
import { unhandledRows } from '../site/stored-rows.ts';

const LISTED = 200;

/** Returns the events that the site could not handle, latest first. */
export function readUnhandled(data: DataInspector, history: History): Listing<ShownUnhandled> {
  const rejected = history.list(500).filter(({ verdict }) => verdict === 'rejected');
  const { kept, unreadable } = unhandledRows(data);
  const rows = kept
    .sort((left, right) => right.lastAt - left.lastAt)
    .slice(0, LISTED)
    .map(({ id, handler, text, rejection = null, failure = null, count, lastAt }) => {
      const runId = rejected.find((run) => run.name === handler && run.at === lastAt)?.id ?? null;
      const shown = readEventFacts(handler, text);
      const { order = null } = shown ?? {};
      const about = shown === undefined ? null : nameOrder(shown.facts);
      return { id, handler, rejection, failure, order, about, count, lastAt, json: text, runId };
    });
  return { rows, unreadable };
}
