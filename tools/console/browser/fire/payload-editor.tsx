import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';

import type { FieldHint } from '../../contract/answers.ts';
import type { Renewal } from '../../../workbench/payload/renew-events.ts';
import type { EventToFire } from '../api/actions.ts';
import { goTo } from '../api/route.ts';
import { useResource } from '../api/use-resource.ts';
import { findJsonProblems, formatJson } from './check-json.ts';
import { JsonEditor } from './json-editor.tsx';
import { RenewalChoice } from './renewal-choice.tsx';

const OFTEN = 5;
const none: readonly FieldHint[] = [];

/** Initial values of the editor. */
export interface EditorProps {
  readonly start: EventToFire;
  readonly about: string;
  readonly source: string;
  readonly handlers: readonly string[];
  readonly renewal: Renewal;
  /** Fires events and returns the route of the last one; `undefined` if they were refused. */
  readonly fire: (events: readonly EventToFire[], renewal: Renewal) => Promise<string | undefined>;
}

/** Edits a payload and fires it. */
export function PayloadEditor({ start, about, source, handlers, renewal: first, fire }: EditorProps): JSX.Element {
  const [handler, setHandler] = useState(start.handler);
  const [json, setJson] = useState(() => formatJson(start.json));
  const [written, setWritten] = useState({ text: json });
  const [renewal, setRenewal] = useState<Renewal>(first);
  const original = useMemo(() => formatJson(start.json), [start.json]);
  const isChanged = json !== original;
  const [problem] = useMemo(() => findJsonProblems(json), [json]);
  const isBroken = problem !== undefined;
  const hints = useResource<readonly FieldHint[]>(`fields/${handler}`);

  function write(text: string): void {
    setJson(text);
    setWritten({ text });
  }

  async function fireIt(times: number): Promise<void> {
    if (isBroken) return;
    const label = isChanged && !start.label.startsWith('edited') ? `${start.label}, edited` : start.label;
    // An unchanged event sent "as it is" keeps its exact text, including whitespace.
    const event = { handler, label, json: isChanged || renewal !== 'as-is' ? json : start.json };
    const path = await fire(
      Array.from({ length: times }, () => event),
      renewal,
    );
    if (path !== undefined) goTo(path);
  }

  return (
    <form
      class="editor"
      onSubmit={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void fireIt(1);
      }}
    >
      <Heading label={start.label} about={about} source={source} />
      <label for="handler">Handler</label>
      <select id="handler" value={handler} onChange={(event) => setHandler(event.currentTarget.value)}>
        {handlers.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
      <RenewalChoice value={renewal} onChange={setRenewal} />
      <div class="row actions">
        <button type="button" class="primary" disabled={isBroken} onClick={() => void fireIt(1)}>
          Fire
        </button>
        <button type="button" disabled={isBroken} onClick={() => void fireIt(OFTEN)}>
          Fire × {OFTEN}
        </button>
        <button type="button" class="quiet" onClick={() => write(formatJson(json))}>
          Tidy
        </button>
        <button type="button" class="quiet" disabled={!isChanged} onClick={() => write(original)}>
          Undo edits
        </button>
      </div>
      <p class={isBroken ? 'bad-text small' : 'muted small'} aria-live="polite">
        {isBroken
          ? `Line ${problem.line}: ${problem.text}. Correct it to fire.`
          : 'JSON. Ctrl Enter fires, Ctrl Space completes the fields that Wix documents.'}
      </p>
      <JsonEditor
        label="Payload"
        value={json}
        written={written}
        hints={hints.kind === 'ready' ? hints.value : none}
        onChange={setJson}
      />
    </form>
  );
}

function Heading({
  label,
  about,
  source,
}: {
  readonly label: string;
  readonly about: string;
  readonly source: string;
}): JSX.Element {
  return (
    <>
      <h2 class="name">{label}</h2>
      <p class="about">
        {about}{' '}
        {source === '' ? null : (
          <a href={source} rel="noreferrer" target="_blank">
            Documented by Wix
          </a>
        )}
      </p>
    </>
  );
}
