import type { JSX } from 'preact';

import type { Renewal } from '../../../workbench/payload/renew-events.ts';

const choices = [
  { renewal: 'new-order', name: 'As a new order', text: 'other ids; its dates begin now, by the site’s clock' },
  { renewal: 'new-event', name: 'As a further event', text: 'of the order it names, happening now' },
  { renewal: 'as-is', name: 'As it is', text: 'to the letter: a second time it is a repetition' },
] as const satisfies readonly { readonly renewal: Renewal; readonly name: string; readonly text: string }[];

/** Selects how an event's IDs and dates are renewed before delivery. */
export function RenewalChoice({
  value,
  onChange,
  isSequence = false,
}: {
  /** "As a further event" is not offered for a sequence, because it applies to a single event. */
  readonly isSequence?: boolean;
  readonly value: Renewal;
  readonly onChange: (value: Renewal) => void;
}): JSX.Element {
  return (
    <fieldset class="choice">
      <legend>Deliver it</legend>
      {choices
        .filter(({ renewal }) => !isSequence || renewal !== 'new-event')
        .map(({ renewal, name, text }) => (
          <label key={renewal}>
            <input type="radio" name="renewal" checked={value === renewal} onChange={() => onChange(renewal)} />
            <span>
              {name} <span class="muted">– {text}</span>
            </span>
          </label>
        ))}
    </fieldset>
  );
}
