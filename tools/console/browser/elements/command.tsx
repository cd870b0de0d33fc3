import type { JSX } from 'preact';

/** A terminal command to copy. */
export function Command({ children }: { readonly children: string }): JSX.Element {
  return (
    <p class="command">
      <code>{children}</code>
    </p>
  );
}
