/* Find positions for names so that none covers another. All lengths are pixels of the map. */

/** Offsets (right, down) tried for the name of a county or prefecture, nearest first. @type {[number, number][]} */
export const NUDGES = [[0, 0], [0, -15], [0, 15], [-24, 0], [24, 0], [-30, 14], [30, 14], [-30, -14], [30, -14], [0, 28], [0, -28]]; // prettier-ignore

/**
 * Make a function that finds free positions on a map of this size and remembers the boxes it has given away.
 * @param {Point} size
 * @param {Box[]} taken
 */
export function placer(size, taken) {
  /** @param {Box} box */
  const inside = box => box[0] > 2 && box[1] > 2 && box[2] < size.x - 2 && box[3] < size.y - 2;
  /** @param {Box} box */
  const free = box => !taken.some(one => box[0] < one[2] && box[2] > one[0] && box[1] < one[3] && box[3] > one[1]);
  /**
   * Take the first centre around which a box of width `w` and height `h` is free; with `must` one is always taken.
   * @param {[number, number][]} centres
   * @param {number} w
   * @param {number} h
   * @param {boolean} [must]
   * @returns {[number, number] | undefined}
   */
  return function take(centres, w, h, must) {
    const spots = centres.map(([x, y]) => ({
      at: /** @type {[number, number]} */ ([x, y]),
      box: /** @type {Box} */ ([x - w / 2, y - h / 2, x + w / 2, y + h / 2]),
    }));
    const spot =
      spots.find(({ box }) => inside(box) && free(box)) ??
      (must ? (spots.find(({ box }) => inside(box)) ?? spots[0]) : undefined);
    if (spot) taken.push(spot.box);
    return spot?.at;
  };
}

/** Break a long name of several words into two lines of about equal length. @type {(text: string) => string[]} */
export function nameLines(text) {
  if (text.length < 14 || !text.includes(" ")) return [text];
  const gaps = [...text.matchAll(/ /g)].map(match => match.index);
  const gap = gaps.sort((a, b) => Math.abs(a - text.length / 2) - Math.abs(b - text.length / 2))[0];
  return [text.slice(0, gap), text.slice(gap + 1)];
}
