import type { JSX } from 'preact';

/** Selects one of a few values, each a button. */
export function Toggle<Value extends string>({
  label,
  values,
  value,
  choose,
}: {
  readonly label: string;
  readonly values: readonly Value[];
  readonly value: Value;
  readonly choose: (value: Value) => void;
}): JSX.Element {
  return (
    <span role="group" aria-label={label} class="row">
      {values.map((one) => (
        <button key={one} type="button" aria-pressed={one === value} onClick={() => choose(one)}>
          {one}
        </button>
      ))}
    </span>
  );
}
