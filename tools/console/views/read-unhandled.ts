import type { DataInspector } from '../../../emulator/storage/data-inspector.ts';
import type { ShownUnhandled } from '../contract/answers.ts';
import type { History } from '../history/open-history.ts';
import { collectionNames } from '../site/collection-names.ts';
import { latestFirst, msAt, numberAt, textAt } from '../site/stored-rows.ts';

const LISTED = 200;

/** The events that the site could not handle, the latest first. */
export function readUnhandled(data: DataInspector, history: History): ShownUnhandled[] {
  const rejected = history.list(500).filter(({ verdict }) => verdict === 'rejected');
  return latestFirst(data, collectionNames.unhandled, 'lastAt')
    .slice(0, LISTED)
    .map((row) => {
      const [handler, lastAt] = [textAt(row, 'handler') ?? '', msAt(row, 'lastAt')];
      return {
        id: textAt(row, '_id') ?? '',
        handler,
        path: textAt(row, 'path'),
        expected: textAt(row, 'expected'),
        found: textAt(row, 'found'),
        failure: textAt(row, 'failure'),
        count: numberAt(row, 'count'),
        lastAt,
        json: textAt(row, 'text') ?? '',
        runId: rejected.find((run) => run.name === handler && run.at === lastAt)?.id ?? null,
      };
    });
}
