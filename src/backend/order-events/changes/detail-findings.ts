import { occurrencePart } from '../values/key-parts.ts';
import type { ChangeKind } from './change.ts';
import { movedDetails, type DetailDigests } from '../values/detail-digests.ts';
import type { Finding } from './finding.ts';

/** Reports changed personal values by the names of their fields, never by value. */
export function detailFindings(
  kind: ChangeKind,
  before: DetailDigests | undefined,
  after: DetailDigests | undefined,
  owner?: { readonly field: string; readonly value: string },
): Finding[] {
  const moved = movedDetails(before, after);
  if (after === undefined || moved.length === 0) return [];
  const named = owner === undefined ? {} : { [owner.field]: owner.value };
  const occurrence = owner === undefined ? after.all : `${occurrencePart(owner.value)}@${after.all}`;
  return [
    { kind, occurrence, canRepeat: true, subject: owner?.value, previous: named, current: { ...named, fields: moved } },
  ];
}
