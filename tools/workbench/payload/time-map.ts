/**
 * Returns a function that moves times so that the first event happens at `now`, and consecutive events are at most `maxGapMs` apart. Times
 * before the first and after the last event keep their distance; the order is unchanged.
 */
export function createTimeMap(eventTimes: readonly number[], now: number, maxGapMs: number): (ms: number) => number {
  const times = [...eventTimes].sort((left, right) => left - right);
  const first = times[0];
  if (first === undefined) return (ms) => ms;
  const pieces = piecesOf(times, now, maxGapMs);
  return (ms) => {
    if (ms <= first) return now + ms - first;
    const piece = pieces.filter(({ from }) => from <= ms).at(-1);
    return piece === undefined ? ms : Math.round(piece.to + (ms - piece.from) * piece.scale);
  };
}

interface Piece {
  readonly from: number;
  readonly to: number;
  readonly scale: number;
}

function piecesOf(times: readonly number[], now: number, maxGapMs: number): Piece[] {
  let to = now;
  return times.map((from, index) => {
    const gap = (times[index + 1] ?? from) - from;
    const scale = gap > maxGapMs ? maxGapMs / gap : 1;
    const piece = { from, to, scale };
    to += gap * scale;
    return piece;
  });
}
