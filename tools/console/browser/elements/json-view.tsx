import type { JSX } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';

import { findLine, listJsonLines, type JsonLine } from './json-lines.ts';

/** Position of an invalid value. */
export interface Mark {
  readonly path: string;
  readonly text: string;
}

const MAX_LINES = 4_000;

/** JSON with highlighted fields and an error mark. */
export function JsonView({
  json,
  mark,
  label,
}: {
  readonly json: string;
  readonly mark?: Mark | undefined;
  readonly label: string;
}): JSX.Element {
  const lines = useMemo(() => readLines(json), [json]);
  const marked = useRef<HTMLDivElement>(null);
  const markedIndex = lines === undefined || mark === undefined ? -1 : findLine(lines, mark.path);
  useEffect(() => marked.current?.scrollIntoView({ block: 'nearest' }), [markedIndex]);
  if (lines === undefined) {
    return (
      <pre class="json" tabIndex={0} aria-label={label}>
        {json}
      </pre>
    );
  }
  return (
    <div class="json" tabIndex={0} role="region" aria-label={label}>
      {lines.slice(0, MAX_LINES).map((line, index) => (
        <div
          key={index}
          ref={index === markedIndex ? marked : null}
          class={index === markedIndex ? 'line marked' : 'line'}
          style={{ '--depth': String(line.depth) }}
        >
          {line.key === null ? null : (
            <>
              <bdi class="key">{JSON.stringify(line.key)}</bdi>:{' '}
            </>
          )}
          <bdi class={line.kind}>{line.text}</bdi>
          {line.comma ? ',' : null}
          {index === markedIndex ? <span class="mark-text">{mark?.text}</span> : null}
        </div>
      ))}
      {lines.length > MAX_LINES ? <div class="muted">… {lines.length - MAX_LINES} more lines</div> : null}
    </div>
  );
}

function readLines(json: string): JsonLine[] | undefined {
  try {
    return listJsonLines(JSON.parse(json));
  } catch {
    return undefined;
  }
}
