import { formatWhole } from '../results/format-whole.ts';
import { markdownTable } from '../results/markdown-table.ts';
import { cpuPerEvent, endOf, eventsPerSecond, type Growth } from './run-replay.ts';
import type { Replayed } from './workload.ts';

const SHOWN_SAMPLES = 5;

/** Formats the section of one long replay, with its course over time. */
export function runSection(replayed: Replayed): string {
  const { samples, peakRssMb, verdicts, emails, sqlStatements } = replayed;
  const { events, elapsedMs } = endOf(replayed);
  const step = Math.ceil(samples.length / SHOWN_SAMPLES);
  const shown = samples.filter((_sample, index) => (index + 1) % step === 0);
  const seen = Object.entries(verdicts).map(([verdict, count]) => `${formatWhole(count)} ${verdict}`);
  return [
    `${formatWhole(events)} events in ${(elapsedMs / 1_000).toFixed(0)} s: **${formatWhole(eventsPerSecond(replayed))} a second**, ` +
      `${cpuPerEvent(replayed).toFixed(2)} ms of CPU each, ${(sqlStatements / events).toFixed(1)} SQL statements each. ` +
      `Peak memory of the process ${formatWhole(peakRssMb)} MB.`,
    'The load: the documented courses of a ticket order, a subscription and a shop order by turns, one new order a second, ' +
      'their events interleaved, one in ten delivered twice. It takes the way of `event replay --fresh`, but makes its lines as it goes. ' +
      `Verdicts: ${seen.join(', ')}; ${formatWhole(emails)} emails.`,
    markdownTable(
      ['events', 'events a second so far', 'CPU ms an event so far', 'memory (RSS)'],
      shown.map((sample) => [
        formatWhole(sample.events),
        formatWhole((sample.events / sample.elapsedMs) * 1_000),
        (sample.cpuMs / sample.events).toFixed(2),
        `${formatWhole(sample.rssMb)} MB`,
      ]),
    ),
  ].join('\n\n');
}

/** Formats the result of the same events by the core. */
export function coreSection(replayed: Replayed): string {
  return (
    `By the core, as \`event replay --core\` does: **${formatWhole(eventsPerSecond(replayed))} a second**, ` +
    `${cpuPerEvent(replayed).toFixed(2)} ms of CPU each. Peak memory of the process ${formatWhole(replayed.peakRssMb)} MB.`
  );
}

/** Formats the least that a replay could cost: parsing its lines, and bare statements on SQLite. */
export function limitsSection(parse: Replayed, bare: Replayed, events: number): string {
  const [parseUs, bareUs] = [cpuPerEvent(parse) * 1_000, (endOf(bare).cpuMs / events) * 1_000];
  return (
    `The physical limit: \`JSON.parse\` of the same lines takes ${parseUs.toFixed(0)} µs of CPU each, ` +
    `and as many SQL statements on bare SQLite, half inserts and half reads by id, ${bareUs.toFixed(0)} µs an event.`
  );
}

/** Formats a table of the cost by size. */
export function growthTable(what: string, growth: Growth, events: number): string {
  const rows = [...growth].map(([size, replayed]) => [
    formatWhole(size),
    formatWhole(eventsPerSecond(replayed)),
    cpuPerEvent(replayed).toFixed(2),
    `${formatWhole(replayed.peakRssMb)} MB`,
  ]);
  return `With ${formatWhole(events)} events each:\n\n${markdownTable([what, 'events a second', 'CPU ms an event', 'peak memory'], rows)}`;
}

/** Improvements made after profiling; not measured again in each run. */
export const FIXED =
  'A profile (`node --cpu-prof`) of the mixed load shows SQLite with 28 % of the time, the site’s own code with 26 %, the walls between the site and the emulator with 8 %, and ' +
  'nothing else above 6 %. What was fixed is the growth with one order’s history: the newest of a thousand states was found by sorting them all, which took 8.8 ms an event and now ' +
  'takes 1.6 ms, by an index; and a total that nobody read was a second search. Tried without effect: no waiting for the disk, an exclusive lock, a larger cache. ' +
  'Since then up to 200 events are one transaction, and are reported when it is committed; the calls of an event are kept with its run only, and not in a journal; ' +
  'items are encoded by JSON itself where no date is deep inside, and decoded once for a write. What one recipient was told in an hour is counted by an index, ' +
  'by the local site and by the core: it was a look at all notifications, for each buyer of whom three were written.';
