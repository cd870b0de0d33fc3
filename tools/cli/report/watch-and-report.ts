import type { EventReport } from '../../workbench/local-site/event-report.ts';
import type { LabelledDelivery } from '../../workbench/local-site/fire-event.ts';
import { compareFacts } from '../../workbench/replay/compare-facts.ts';
import { factsOf } from '../../workbench/replay/report-facts.ts';
import { findStaleFiles } from '../../workbench/local-site/stale-files.ts';
import type { Session } from '../../workbench/session/session.ts';
import { fireAndReport, fireEach, type FiringOptions } from './fire-and-report.ts';
import { newsRows } from './format-replay.ts';
import { headingOf } from './heading.ts';
import { columnsOf, formatRows } from './wrap-row.ts';
import { messageOf } from '../../workbench/message-of.ts';

/**
 * Fires the events on an empty state and prints the reports. After each change to a source of the site it rebuilds a repository that builds
 * its files, fires the events again, and prints the differences. Runs until the process ends.
 */
export async function watchAndReport(
  session: Session,
  site: string,
  deliveries: readonly LabelledDelivery[],
  given: FiringOptions,
): Promise<never> {
  const options = { ...given, state: { fresh: true } };
  // Loaded here so that other commands do not load it.
  const { watchSources } = await import('../../../emulator/dev/watch-sources.ts');
  const { rebuild } = await import('../../workbench/local-site/rebuild.ts');
  await rebuild(
    site,
    (await findStaleFiles(site)).map((path) => path.replace(/\.js$/, '.ts')),
  );
  const watch = await watchSources(site);
  let toBuild: readonly string[] = [];
  let reports = await fireAndReport(session, site, deliveries, options);
  for (;;) {
    session.note(session.colors.dim('\nChange a source and save: it is fired again. Ctrl C ends it.'));
    const sources = await watch.changed();
    session.note(`\nChanged: ${sources.join(', ')}`);
    try {
      toBuild = [...toBuild, ...sources];
      const built = await rebuild(site, toBuild);
      toBuild = [];
      if (built.length > 0) session.note(`Built: ${built.join(', ')}`);
    } catch (error) {
      session.note(`It cannot be built: ${messageOf(error)}`);
      continue;
    }
    watch.settle();
    reports = await fireAgain(session, site, deliveries, options, reports);
  }
}

async function fireAgain(
  session: Session,
  site: string,
  deliveries: readonly LabelledDelivery[],
  options: FiringOptions,
  last: readonly EventReport[],
): Promise<EventReport[]> {
  const { colors, line, print } = session;
  let newsCount = 0;
  const reports = await fireEach(
    session,
    site,
    deliveries,
    options,
    async (report, { handler: name, label }, index) => {
      const before = last[index];
      const comparison = before && compareFacts(factsOf(before), factsOf(report));
      const rows = newsRows(report, comparison, colors);
      if (rows.length === 0) return;
      newsCount += 1;
      await print(headingOf(session, { name, label, index, count: deliveries.length }));
      await print(formatRows(rows, columnsOf(line.stdout)).join('\n'));
    },
  );
  const emails = reports.reduce((sum, report) => sum + report.emails.length, 0);
  const count = `${reports.length} ${reports.length === 1 ? 'delivery' : 'deliveries'}, ${emails} email${emails === 1 ? '' : 's'}`;
  await print(newsCount === 0 ? `${count}, as before` : count);
  return reports;
}
