import pc from 'picocolors';

import type { Product } from '../../src/backend/order-events/products/product.ts';
import type { Cell, ToldStory } from './tell-stories.ts';

const START = '<!-- The tables below are written by `npm run stories -- --markdown`. -->';
const END = '<!-- The tables above are written by `npm run stories -- --markdown`. -->';

/** Returns the stories as text: the recipients and emails on both sites, and the step after which each is requested. */
export function formatStories(stories: readonly ToldStory[]): string {
  return byProduct(stories)
    .map(([product, own]) => [pc.bold(product), ...own.map(formatStory)].join('\n\n'))
    .join('\n\n');
}

function formatStory({ name, about, onlyTheFour, allHandlers }: ToldStory): string {
  return [
    `${pc.cyan(name)}  ${pc.dim(about)}`,
    ...linesOf(onlyTheFour).map((line) => `  only the four  ${line}`),
    ...linesOf(allHandlers).map((line) => `  all handlers   ${line}`),
  ].join('\n');
}

/** Returns the document with the tables between its markers brought up to date; throws if the markers are missing. */
export function withStoryTables(document: string, stories: readonly ToldStory[]): string {
  const [before, rest] = document.split(START);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new Error(`The document has no ${START} … ${END}`);
  const tables = byProduct(stories).map(([product, own]) => [`### ${product}`, formatTable(own)].join('\n\n'));
  return `${before}${START}\n\n${tables.join('\n\n')}\n\n${END}${after}`;
}

function formatTable(stories: readonly ToldStory[]): string {
  const rows = stories.map(({ name, onlyTheFour, allHandlers }) =>
    [`\`${name}\``, linesOf(onlyTheFour).join('<br>'), linesOf(allHandlers).join('<br>')].join(' | '),
  );
  return ['| story | only the four | all handlers |', '|---|---|---|', ...rows.map((row) => `| ${row} |`)].join('\n');
}

function linesOf({ tellings, untold }: Cell): string[] {
  return [
    ...tellings.map(({ emailId, recipient, step, unsent }) => {
      const end = unsent === undefined ? '' : ` (not sent: ${unsent})`;
      return `${emailId} to the ${recipient} after "${step}"${end}`;
    }),
    ...untold.map(({ step, because }) => `nobody${step === undefined ? '' : ` after "${step}"`}: ${because}`),
  ];
}

function byProduct(stories: readonly ToldStory[]): [Product, ToldStory[]][] {
  const products = [...new Set(stories.map(({ product }) => product))];
  return products.map((product) => [product, stories.filter((story) => story.product === product)]);
}
