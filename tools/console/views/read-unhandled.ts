import type { DataInspector } from '../../../emulator/storage/data-inspector.ts';
import type { Listing, ShownUnhandled } from '../contract/answers.ts';
import type { History } from '../../workbench/runs/open-history.ts';
import { nameOrder, readEventFacts } from '../../workbench/runs/order-facts.ts';
import type { Place } from '../site/row-pages.ts';
import { unhandledPage } from '../site/stored-rows.ts';

/** Returns a page of the events that the site could not handle, latest first. */
export function readUnhandled(data: DataInspector, history: History, from?: Place): Listing<ShownUnhandled> {
  const rejected = history.listRejected();
  const { kept, ...page } = unhandledPage(data, from);
  const rows = kept.map(({ id, handler, text, rejection = null, failure = null, count, lastAt }) => {
    const runId = rejected.find((run) => run.name === handler && run.at === lastAt)?.id ?? null;
    const shown = readEventFacts(handler, text);
    const { order = null } = shown ?? {};
    const about = shown === undefined ? null : nameOrder(shown.facts);
    return { id, handler, rejection, failure, order, about, count, lastAt, json: text, runId };
  });
  return { ...page, rows };
}
