import type { JSX } from 'preact';

import type { Recipient } from '../../contract/answers.ts';
import { Id } from './id.tsx';

/** Recipient, by address or name; the ID on demand. */
export function Person({ recipient: { id, name } }: { readonly recipient: Recipient }): JSX.Element {
  return (
    <span class="break">
      {name === null ? id === null ? 'nobody' : 'a contact whom no payload names' : <bdi>{name}</bdi>} <Id value={id} />
    </span>
  );
}
