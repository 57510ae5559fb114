/* Find places for names so that none covers another. All in pixels of the map. */

/** Offsets tried for the name of a county or prefecture, from its own point outwards. @type {[number, number][]} */
export const NUDGES = [[0, 0], [0, -15], [0, 15], [-24, 0], [24, 0], [-30, 14], [30, 14], [-30, -14], [30, -14], [0, 28], [0, -28]]; // prettier-ignore

/**
 * The boxes that are taken on a map of a size, and the next free one.
 * @param {Point} size
 * @param {Box[]} taken
 */
export function placing(size, taken) {
  /** @param {Box} box */
  const inside = box => box[0] > 2 && box[1] > 2 && box[2] < size.x - 2 && box[3] < size.y - 2;
  /** @param {Box} box */
  const free = box => !taken.some(o => box[0] < o[2] && box[2] > o[0] && box[1] < o[3] && box[3] > o[1]);
  /**
   * Take the first centre where a box of that width and height is free; with `must` one is always taken.
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

/** A long name in words, on two lines of about equal length. @type {(text: string) => string[]} */
export function broken(text) {
  if (text.length < 14 || !text.includes(" ")) return [text];
  const gaps = [...text.matchAll(/ /g)].map(match => match.index);
  const gap = gaps.sort((a, b) => Math.abs(a - text.length / 2) - Math.abs(b - text.length / 2))[0];
  return [text.slice(0, gap), text.slice(gap + 1)];
}
