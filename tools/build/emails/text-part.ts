import { convert, type HtmlToTextOptions } from 'html-to-text';

/** The part of MJML's HTML that the reader sees: the text for the inbox list stands before it. */
const READER_PART = 'div[role=article]';

/** Rows of details are lines such as "Order: 10003". */
function optionsFor(colon: string): HtmlToTextOptions {
  return {
    wordwrap: false,
    baseElements: { selectors: [READER_PART] },
    selectors: [
      { selector: 'h1', format: 'block', options: { leadingLineBreaks: 1, trailingLineBreaks: 2 } },
      { selector: 'h2', format: 'block', options: { leadingLineBreaks: 2, trailingLineBreaks: 1 } },
      { selector: 'p', format: 'block', options: { leadingLineBreaks: 2, trailingLineBreaks: 2 } },
      { selector: 'a', options: { hideLinkHrefIfSameAsText: true, linkBrackets: ['(', ')'] } },
      { selector: 'img', format: 'skip' },
      { selector: 'tr', format: 'row' },
      { selector: 'th', format: 'inlineSurround', options: { suffix: colon } },
    ],
    formatters: {
      row(element, walk, builder) {
        const isDetail = (element.children as readonly { readonly name?: string }[]).some(({ name }) => name === 'th');
        if (isDetail) builder.openBlock({ leadingLineBreaks: 1 });
        walk(element.children, builder);
        if (isDetail) builder.closeBlock({ trailingLineBreaks: 1 });
      },
    },
  };
}

/** The text part of an email's HTML. A line that is there only with a variable leaves no gap without it. */
export function textPartOf(html: string): string {
  const colon = /<html lang="fr\b/.test(html) ? '\u00a0: ' : ': ';
  return convert(html, optionsFor(colon))
    .replace(/(\n+) *(\{\{\/\w+\}\})(\s+)/g, (_, before: string, end: string, after: string) =>
      // A paragraph after the last row stands apart from it.
      [before, end, after.includes('\n\n') ? '\n' : ''].join(''),
    )
    .replace(/(?<=^|\n|\n\{\{\/\w+\}\}) *(\{\{#\w+\}\})\n+/g, '$1')
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** HTML without elements as plain text. */
export function plainTextOf(html: string): string {
  return convert(html, { wordwrap: false }).trim();
}
