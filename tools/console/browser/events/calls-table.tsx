import type { JSX } from 'preact';

import type { WixCall } from '../../../../emulator/invocation.ts';
import { Id } from '../elements/id.tsx';
import { Table } from '../elements/table.tsx';

/** Wix calls of a run, in order. */
export function CallsTable({ calls }: { readonly calls: readonly WixCall[] }): JSX.Element {
  return (
    <section>
      <h3>Wix calls{calls.length === 0 ? '' : ` (${calls.length})`}</h3>
      {calls.length === 0 ? (
        <p class="muted">None.</p>
      ) : (
        <Table label="Wix calls" columns={['No.', 'Call', 'Result']}>
          {calls.map(({ seq, module, member, detail, outcome }, index) => (
            <tr key={seq}>
              <td class="muted">{index + 1}</td>
              <td class="mono break">
                {module}.{member}
                <br />
                <span class="muted">{onWhat(detail)}</span> <Id value={detail.id ?? null} />
              </td>
              <td class={outcome === 'ok' ? 'muted' : 'bad-text'}>{outcome}</td>
            </tr>
          ))}
        </Table>
      )}
    </section>
  );
}

function onWhat({ collection, emailId, count }: WixCall['detail']): string {
  const what = [collection, emailId].filter((part) => part !== undefined).join(' · ');
  return count === undefined ? what : `${what} (${count})`;
}
