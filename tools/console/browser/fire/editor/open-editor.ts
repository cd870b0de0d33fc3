import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { bracketMatching, HighlightStyle, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { linter, lintGutter, lintKeymap } from '@codemirror/lint';
import { Compartment, EditorState } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';

import type { FieldHint } from '../../../contract/answers.ts';
import { findJsonProblems } from '../check-json.ts';
import { completePayload } from './complete-payload.ts';

/** An editor open in the page. */
export interface OpenEditor {
  /** Replaces the text; does nothing if it is unchanged. */
  write(text: string): void;
  /** Sets the fields that completion offers. */
  suggest(hints: readonly FieldHint[]): void;
  close(): void;
}

/** Options for opening an editor. */
export interface EditorOptions {
  readonly label: string;
  readonly text: string;
  readonly hints: readonly FieldHint[];
  readonly onChange: (text: string) => void;
}

const LINT_DELAY_MS = 150;

/** Opens a JSON editor in an element. It uses a shadow root with adopted style sheets, because the page's CSP forbids inline styles. */
export function openEditor(host: HTMLElement, { label, text, hints, onChange }: EditorOptions): OpenEditor {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  const completion = new Compartment();
  const completeFrom = (known: readonly FieldHint[]) => autocompletion({ override: [completePayload(known)] });
  const view = new EditorView({
    parent: root,
    root,
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(),
        lintGutter(),
        history(),
        drawSelection(),
        indentOnInput(),
        bracketMatching(),
        closeBrackets(),
        highlightActiveLine(),
        EditorView.lineWrapping,
        json(),
        syntaxHighlighting(colors),
        theme(),
        linter(({ state }) => diagnosticsOf(state.doc.toString()), { delay: LINT_DELAY_MS }),
        completion.of(completeFrom(hints)),
        keymap.of([
          // The form handles this key and fires the event; otherwise the editor would insert a line.
          { key: 'Mod-Enter', run: () => true },
          ...closeBracketsKeymap,
          ...defaultKeymap,
          ...historyKeymap,
          ...completionKeymap,
          ...lintKeymap,
        ]),
        EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false', tabindex: '0' }),
        EditorView.domEventHandlers({ beforeinput: typeOverSelection }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) onChange(update.state.doc.toString());
        }),
      ],
    }),
  });
  return {
    write(next) {
      const { doc } = view.state;
      if (doc.toString() !== next) view.dispatch({ changes: { from: 0, to: doc.length, insert: next } });
    },
    suggest: (known) => view.dispatch({ effects: completion.reconfigure(completeFrom(known)) }),
    close: () => view.destroy(),
  };
}

/**
 * Replaces a selection with the typed text. The browser's default would keep the color of the replaced text as an inline style, which the
 * page's CSP blocks with an error.
 */
function typeOverSelection(event: InputEvent, view: EditorView): boolean {
  const { from, to, empty } = view.state.selection.main;
  const { inputType, data, isComposing } = event;
  if (inputType !== 'insertText' || data === null || empty || isComposing) return false;
  event.preventDefault();
  const typed = () =>
    view.state.update(view.state.replaceSelection(data), { userEvent: 'input.type', scrollIntoView: true });
  const isHandled = view.state.facet(EditorView.inputHandler).some((handle) => handle(view, from, to, data, typed));
  if (!isHandled) view.dispatch(typed());
  return true;
}

function diagnosticsOf(text: string) {
  return findJsonProblems(text).map(({ from, to, text: message }) => ({
    from,
    to,
    severity: 'error' as const,
    message,
  }));
}

const colors = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--text)' },
  { tag: tags.string, color: 'var(--good)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--fresh)' },
  { tag: [tags.separator, tags.punctuation], color: 'var(--muted)' },
]);

/** Editor theme in the colors of the page, which follow the reader's light or dark preference. */
function theme() {
  const isDark = matchMedia('(prefers-color-scheme: dark)').matches;
  return EditorView.theme(
    {
      '&': { height: 'clamp(300px, 60vh, 900px)', color: 'var(--text)', backgroundColor: 'var(--surface)' },
      '&.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '1px' },
      '.cm-scroller': { fontFamily: 'var(--mono)', fontSize: '12.5px', lineHeight: '1.55' },
      '.cm-content': { caretColor: 'var(--text)' },
      '.cm-cursor': { borderLeftColor: 'var(--text)' },
      '.cm-gutters': { backgroundColor: 'var(--sunken)', color: 'var(--muted)', borderRight: '1px solid var(--line)' },
      '.cm-activeLine': { backgroundColor: 'var(--active-line)' },
      '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': {
        backgroundColor: 'var(--selection)',
      },
      '.cm-tooltip': { backgroundColor: 'var(--surface)', color: 'var(--text)', border: '1px solid var(--edge)' },
      '.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--mono)', fontSize: '12.5px', maxWidth: 'min(90vw, 420px)' },
      '.cm-tooltip-autocomplete > ul > li[aria-selected]': {
        backgroundColor: 'var(--accent)',
        color: 'var(--on-accent)',
      },
      '.cm-completionDetail': { fontStyle: 'normal', opacity: '0.8' },
      '.cm-diagnostic-error': { borderLeftColor: 'var(--bad)' },
    },
    { dark: isDark },
  );
}
