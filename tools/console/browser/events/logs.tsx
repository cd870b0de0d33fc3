import type { JSX } from 'preact';

import type { LogLine } from '../../../../emulator/invocation.ts';
import type { RunResult } from '../../../workbench/runs/run.ts';

/** Log lines of the site and the stack of its error. */
export function Logs({
  logs,
  result,
}: {
  readonly logs: readonly LogLine[];
  readonly result: RunResult['result'] | null;
}): JSX.Element | null {
  const stack = result?.kind === 'threw' ? result.error.stack : null;
  if (logs.length === 0 && stack === null) return null;
  return (
    <section>
      <h3>Logs</h3>
      <pre class="logs" tabIndex={0} aria-label="Logs">
        {logs.map(({ level, message }) => `${level}: ${message}`).join('\n')}
        {stack === null ? '' : `\n${stack}`}
      </pre>
    </section>
  );
}
