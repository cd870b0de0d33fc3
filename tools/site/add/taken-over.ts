/** A comment that keeps what `site add` took out of a site's own code, so that `site remove` can put it back. */
export interface TakenOver {
  readonly start: number;
  readonly end: number;
  /** What stood there. */
  readonly text: string;
}

const OPENING = '/* taken over by order-events: ';

/** The comment that stands for a text from now on. */
export function keptComment(text: string): string {
  return `${OPENING}${text.replaceAll('*/', '*\\/')}*/`;
}

/** All of these comments in a file, in their order. */
export function findTakenOver(text: string): TakenOver[] {
  return [...text.matchAll(/\/\* taken over by order-events: ([^]*?)\*\//g)].map(
    ({ 0: whole, 1: kept = '', index }) => ({
      start: index,
      end: index + whole.length,
      text: kept.replaceAll('*\\/', '*/'),
    }),
  );
}
