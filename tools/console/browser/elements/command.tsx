import type { JSX } from 'preact';

/** A command for the terminal, to be copied whole. */
export function Command({ children }: { readonly children: string }): JSX.Element {
  return (
    <p class="command">
      <code>{children}</code>
    </p>
  );
}
