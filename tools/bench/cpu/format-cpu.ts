import { formatRatio } from '../results/format-ratio.ts';
import { markdownTable } from '../results/markdown-table.ts';
import type { CaseTimes } from './case-times.ts';

/** Formats the section about CPU: the candidates, the figures, and the distribution of the pipeline's time. */
export function formatCpu(times: readonly CaseTimes[]): string {
  return [
    'Microseconds of CPU for one event (user and system time of the process, with garbage collection), of which a quarter of the',
    'rounds took less; every candidate has its turn in every round. All begin with the same JSON text of the event, compact, and parse',
    'it: `JSON.parse` alone is the limit that nothing can go below. What is built before an event – stores, rules, the digest’s key – is',
    'not in the time. Our sources are bundled into one plain module, as for a site.',
    '',
    '- **pipeline**: parse, project with digests, classify, decide, write the intent, send and settle, over a store in memory.',
    '- **on Wix Data**: the same over the stores of a Wix site, which make items of what is kept, and read them back. Wix Data itself',
    '  answers at once from memory.',
    '- **makeIdempotent** of `@aws-lambda-powertools/idempotency` around a handler that does nothing, records in memory, as it comes (the',
    '  whole payload is the key): idempotency only. A redelivery finds the key, the others do not.',
    '- **by key**: the same with `eventKeyJmesPath`, as its users set it: `metadata.id`, of tickets `[orderNumber, timestamp]`.',
    '',
    markdownTable(
      [
        'payload',
        'bytes',
        'verdict',
        'states before',
        'emails',
        'JSON.parse',
        'pipeline',
        'on Wix Data',
        'makeIdempotent',
        'ratio',
        'by key',
        'ratio',
      ],
      times.map(({ handler, bytes, verdict, states, emails, kind, candidates, stages }) => [
        `\`${handler}\``,
        String(bytes),
        kind === 'redelivered' ? `${verdict} (redelivered)` : verdict,
        String(states),
        String(emails),
        stages['JSON.parse'].toFixed(1),
        candidates.pipeline.toFixed(1),
        candidates.onWixData.toFixed(1),
        candidates.powertools.toFixed(1),
        formatRatio(candidates.pipeline / candidates.powertools),
        candidates.powertoolsByKey.toFixed(1),
        formatRatio(candidates.pipeline / candidates.powertoolsByKey),
      ]),
    ),
    '',
    '![Microseconds for each event by candidate](cpu.svg)',
    '',
    '### Where the time goes',
    '',
    'Each step on its own, in the same rounds. The projection is nearly all digests of personal values. The rest is the protocol: the rules,',
    'the intent, the store’s promises, the email.',
    '',
    markdownTable(
      ['payload', 'case', 'pipeline', ...Object.keys(times[0]?.stages ?? {}), 'the rest'],
      times.map(({ handler, kind, candidates, stages }) => [
        `\`${handler}\``,
        kind,
        candidates.pipeline.toFixed(1),
        ...Object.values(withinClassify(stages)).map((time) => time.toFixed(1)),
        (candidates.pipeline - stages['JSON.parse'] - stages.parse - stages['project, classify']).toFixed(1),
      ]),
    ),
  ].join('\n');
}

/** An event recognized by its id is not projected. */
function withinClassify(stages: CaseTimes['stages']): CaseTimes['stages'] {
  return { ...stages, 'of that, projection': Math.min(stages['of that, projection'], stages['project, classify']) };
}
