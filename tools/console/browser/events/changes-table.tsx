import type { JSX } from 'preact';

import type { Change, ShownValue } from '../../../../src/backend/order-events/changes/change.ts';
import { Table } from '../elements/table.tsx';

/** Changes, with the values before and after. */
export function ChangesTable({ changes }: { readonly changes: readonly Change[] }): JSX.Element {
  return (
    <section>
      <h3>What changed</h3>
      <Table label="What changed" columns={['Change', 'Field', 'Before', 'After']}>
        {changes.flatMap(({ kind, previous, current, occurrence }) => {
          const names = [...new Set([...Object.keys(previous), ...Object.keys(current)])];
          return (names.length === 0 ? ['–'] : names).map((name, index) => (
            <tr key={`${kind}/${occurrence}/${name}`}>
              {index === 0 ? (
                <th scope="rowgroup" rowSpan={names.length || 1}>
                  {kind}
                </th>
              ) : null}
              <td class="mono">{name}</td>
              <td class="before">
                <bdi>{show(previous[name])}</bdi>
              </td>
              <td class="after">
                <bdi>{show(current[name])}</bdi>
              </td>
            </tr>
          ));
        })}
      </Table>
    </section>
  );
}

function show(value: ShownValue | undefined): string {
  if (value === undefined || value === null) return '–';
  return typeof value === 'object' ? value.join(', ') : String(value);
}
