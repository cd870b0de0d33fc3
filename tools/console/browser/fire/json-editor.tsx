import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

import type { FieldHint } from '../../contract/answers.ts';
import type { OpenEditor } from './editor/open-editor.ts';

/** A JSON editor that is loaded on first use; if loading fails, a plain text field replaces it. */
export function JsonEditor({
  label,
  value,
  written,
  hints,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  /** Text set by the program. It does not change while the user types: an outdated text would undo the next keystroke. */
  readonly written: { readonly text: string };
  readonly hints: readonly FieldHint[];
  readonly onChange: (text: string) => void;
}): JSX.Element {
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<OpenEditor>(undefined);
  const latest = useRef({ hints, onChange });
  latest.current = { hints, onChange };
  const [state, setState] = useState<'loading' | 'open' | 'failed'>('loading');

  useEffect(() => {
    let isWanted = true;
    void import('./editor/open-editor.ts').then(
      ({ openEditor }) => {
        if (!isWanted || host.current === null) return;
        const report = (text: string): void => latest.current.onChange(text);
        const { text } = written;
        editor.current = openEditor(host.current, { label, text, hints: latest.current.hints, onChange: report });
        setState('open');
      },
      () => setState('failed'),
    );
    return () => {
      isWanted = false;
      editor.current?.close();
    };
  }, []);
  useEffect(() => editor.current?.write(written.text), [written]);
  useEffect(() => editor.current?.suggest(hints), [hints, state]);

  if (state === 'failed') {
    return (
      <textarea
        class="mono"
        aria-label={label}
        spellcheck={false}
        value={value}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  return (
    <div class="json-editor" data-state={state}>
      {state === 'loading' ? <p class="muted pad">Loading the editor…</p> : null}
      <div ref={host} />
    </div>
  );
}
