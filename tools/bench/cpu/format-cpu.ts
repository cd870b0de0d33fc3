import { formatRatio } from '../results/format-ratio.ts';
import { markdownTable } from '../results/markdown-table.ts';
import type { CaseTimes } from './case-times.ts';
import { formatFixed } from './fixed.ts';

/** Formats the section about CPU: the candidates, the figures, and the distribution of the pipeline's time. */
export function formatCpu(times: readonly CaseTimes[]): string {
  return [
    'Microseconds of CPU for one event (user and system time of the process, with garbage collection), the median of the',
    'rounds; every candidate has its turn in every round. All begin with the same JSON text of the event, compact, and parse',
    'it; the SDK takes the same order in the signed webhook that it demands. What is built before an event – stores, rules,',
    'the digest’s key – is not in the time. Our sources are bundled into one plain module, as for a site.',
    '',
    '- **pipeline**: parse, project with digests, classify, decide, write the intent, send and settle, over a store in memory.',
    '- **makeIdempotent** of `@aws-lambda-powertools/idempotency` around a handler that does nothing, records in memory, its own',
    '  settings (the whole payload is the key): idempotency only. A redelivery finds the key, the other two do not.',
    '- **receive** of `@octokit/webhooks` with one handler: dispatch only; it checks no signature here.',
    '- **process** of `@wix/sdk` with one handler: decoding and transformation only. It checks the signature, with the key',
    '  imported for each event; the column after it is its signature check alone, which the pipeline has no part in.',
    '',
    markdownTable(
      [
        'payload',
        'bytes',
        'verdict',
        'emails',
        'pipeline',
        'makeIdempotent',
        'ratio',
        'receive',
        'process',
        'of that, signature',
      ],
      times.map(({ handler, bytes, verdict, emails, kind, candidates }) => [
        `\`${handler}\``,
        String(bytes),
        kind === 'redelivered' ? `${verdict} (redelivered)` : verdict,
        String(emails),
        candidates.pipeline.toFixed(1),
        candidates.powertools.toFixed(1),
        formatRatio(candidates.pipeline / candidates.powertools),
        candidates.octokit.toFixed(1),
        candidates.sdk.toFixed(1),
        candidates.sdkSignature.toFixed(1),
      ]),
    ),
    '',
    '![Microseconds for each event by candidate](cpu.svg)',
    '',
    '### Where the time goes',
    '',
    'Each step on its own, in the same rounds. The projection is nearly all digests: HMAC-SHA-256 in plain JavaScript for each personal',
    'value. The rest is the protocol: the rules, the intent, the store’s promises, the email.',
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
    '',
    ...explainMisses(times),
    '',
    formatFixed(),
  ].join('\n');
}

/** An event recognized by its id is not projected. */
function withinClassify(stages: CaseTimes['stages']): CaseTimes['stages'] {
  return { ...stages, 'of that, projection': Math.min(stages['of that, projection'], stages['project, classify']) };
}

/** Names the expensive steps in cases that miss the target, from the same measurement. */
function explainMisses(times: readonly CaseTimes[]): string[] {
  const missed = times.filter(({ candidates: { pipeline, powertools } }) => pipeline > powertools);
  if (missed.length === 0) return ['In every case the pipeline takes less than `makeIdempotent` alone.'];
  const lines = missed.map(({ handler, kind, candidates, stages }) => {
    const digests = ((withinClassify(stages)['of that, projection'] / candidates.pipeline) * 100).toFixed(0);
    const reading = (((stages['JSON.parse'] + stages.parse) / candidates.pipeline) * 100).toFixed(0);
    const rest = 100 - Number(reading) - Number(digests);
    return `- \`${handler}\`, ${kind}: ${reading} % is reading the event, ${digests} % the projection with its digests, ${String(rest)} % comparing and the protocol.`;
  });
  return [
    'The target – less than `makeIdempotent` alone – is missed in these cases, for the reasons beside them:',
    '',
    ...lines,
  ];
}
