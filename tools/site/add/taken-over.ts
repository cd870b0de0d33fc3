/** Comment that keeps the code that `site add` replaced in a site, so that `site remove` can restore it. */
export interface TakenOver {
  readonly start: number;
  readonly end: number;
  /** The replaced code. */
  readonly text: string;
}

const OPENING = '/* taken over by order-events: ';

/** Returns the comment that replaces a piece of code. */
export function keptComment(text: string): string {
  return `${OPENING}${text.replaceAll('*/', '*\\/')}*/`;
}

/** Finds these comments in a file, in the order of the text. */
export function findTakenOver(text: string): TakenOver[] {
  return [...text.matchAll(/\/\* taken over by order-events: ([^]*?)\*\//g)].map(
    ({ 0: whole, 1: kept = '', index }) => ({
      start: index,
      end: index + whole.length,
      text: kept.replaceAll('*\\/', '*/'),
    }),
  );
}
