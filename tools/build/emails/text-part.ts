import { convert, type HtmlToTextOptions } from 'html-to-text';

/** Visible part of MJML's HTML; the inbox preview text comes before it. */
const READER_PART = 'div[role=article]';

/** Formats rows of details as lines such as "Order: 10003". */
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

/** Returns the text part of an email's HTML. A conditional line leaves no gap when its variable is not set. */
export function textPartOf(html: string): string {
  const colon = /<html lang="fr\b/.test(html) ? '\u00a0: ' : ': ';
  return convert(html, optionsFor(colon))
    .replace(/(\n+) *(\{\{\/\w+\}\})(\s+)/g, (_, before: string, end: string, after: string) =>
      // A blank line separates the last row from the next paragraph.
      [before, end, after.includes('\n\n') ? '\n' : ''].join(''),
    )
    .replace(/(?<=^|\n|\n\{\{\/\w+\}\}) *(\{\{#\w+\}\})\n+/g, '$1')
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Converts inline HTML to plain text. */
export function plainTextOf(html: string): string {
  return convert(html, { wordwrap: false }).trim();
}
