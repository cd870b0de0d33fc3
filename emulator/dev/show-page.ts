import type { Emulator } from '../emulator.ts';
import { withoutDates } from './local-files.ts';

const ITEMS_SHOWN = 100;
const CHARACTERS_SHOWN = 500;
const STYLE =
  'body{font:15px/1.5 system-ui,sans-serif;margin:2rem;color:#222}table{border-collapse:collapse}td,th{border:1px solid #bbb;padding:.2rem .5rem;text-align:left;vertical-align:top;max-width:30rem;overflow-wrap:anywhere}code{background:#eee}';

/** Returns the page that lists what there is: collections, handlers, jobs. */
export function showOverview(emulator: Emulator, events: readonly { readonly handler: string }[]): string {
  const collections = emulator.data.collections().map(({ _id }) => {
    const address = `/_emulator/collections/${encodeURIComponent(_id)}`;
    return `<li><a href="${escape(address)}">${escape(_id)}</a> (${emulator.data.count(_id)})</li>`;
  });
  const handlers = events.map(({ handler }) => `<li><code>POST /_emulator/events/${escape(handler)}</code></li>`);
  const jobs = emulator
    .listJobs()
    .map(
      ({ functionName, cronExpression }) => `<li>${escape(functionName)} <code>${escape(cronExpression)}</code></li>`,
    );
  return page(
    'Site',
    [section('Collections', collections), section('Events', handlers), section('Jobs', jobs)].join(''),
  );
}

/** Returns the page with the first items of a collection. */
export function showCollection(emulator: Emulator, collection: string): string {
  const items = emulator.data.items(collection, ITEMS_SHOWN);
  const fields = [...new Set(items.flatMap((item) => Object.keys(item)))];
  const rows = items.map((item) => `<tr>${fields.map((field) => `<td>${cell(item[field])}</td>`).join('')}</tr>`);
  const header = `<tr>${fields.map((field) => `<th>${escape(field)}</th>`).join('')}</tr>`;
  const count = `<p>${items.length} of ${emulator.data.count(collection)} items, by id. <a href="/">All collections</a></p>`;
  return page(collection, `${count}<table>${header}${rows.join('')}</table>`);
}

function section(title: string, items: readonly string[]): string {
  return `<h2>${title}</h2>${items.length === 0 ? '<p>None.</p>' : `<ul>${items.join('')}</ul>`}`;
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escape(title)}</title><style>${STYLE}</style><h1>${escape(title)}</h1>${body}</html>`;
}

function cell(value: unknown): string {
  if (value === undefined) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(withoutDates(value));
  return escape(text.length > CHARACTERS_SHOWN ? `${text.slice(0, CHARACTERS_SHOWN)}…` : text);
}

function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
