/* Move pins apart: a bubble is moved if it would cover another bubble or seat; the tip of its pin stays on its own seat. */

export const MAX_PINS = 150; // more than that are left where they are: pushing them takes too long
export const LIFT = 10; // px between a bubble and its seat
const ROUNDS = 160;
const RETURN_SHARE = 0.02; // of the way back to above its seat, which a bubble goes in each round

/**
 * Return the centres of the bubbles: above their seats, moved apart until none covers another.
 * @param {Point[]} seats in pixels
 * @param {number} radius of a bubble
 * @returns {Point[]}
 */
export function spread(seats, radius) {
  return separate(seats, 2 * radius + 12, radius + LIFT, radius + 5);
}

/**
 * Return the centres of pins: above their seats, moved until they are far enough apart and off all seats. Maps on paper
 * use the same algorithm, places/spread.py.
 * @param {Point[]} seats in pixels
 * @param {number} distance between two pins
 * @param {number} lift of a pin above its seat
 * @param {number} clearance between a pin and any seat
 * @returns {Point[]}
 */
export function separate(seats, distance, lift = 0, clearance = 0) {
  const pins = seats.map(seat => ({ x: seat.x, y: seat.y - lift }));
  for (let round = 0, moved = seats.length <= MAX_PINS; moved && round < ROUNDS; round += 1) {
    if (round)
      pins.forEach((pin, i) => {
        pin.x += (seats[i].x - pin.x) * RETURN_SHARE;
        pin.y += (seats[i].y - lift - pin.y) * RETURN_SHARE;
      });
    moved = false;
    for (let i = 0; i < pins.length; i += 1)
      for (let j = i + 1; j < pins.length; j += 1) moved = part(pins[i], pins[j], distance, i + j) || moved;
    if (clearance) for (const pin of pins) for (const seat of seats) moved = clear(pin, seat, clearance) || moved;
  }
  return pins;
}

/** Move two bubbles apart to the distance; true if they were nearer. @type {(a: Point, b: Point, distance: number, seed: number) => boolean} */
function part(a, b, distance, seed) {
  let [dx, dy] = [b.x - a.x, b.y - a.y];
  let length = Math.hypot(dx, dy);
  if (length >= distance - 0.5) return false;
  if (length < 0.01) [dx, dy, length] = [Math.cos(seed * 2.4), Math.sin(seed * 2.4), 1];
  const push = (distance - Math.min(length, distance)) / 2 / length;
  Object.assign(a, { x: a.x - dx * push, y: a.y - dy * push });
  Object.assign(b, { x: b.x + dx * push, y: b.y + dy * push });
  return true;
}

/** Move a bubble off a seat; true if it covered it. @type {(pin: Point, seat: Point, distance: number) => boolean} */
function clear(pin, seat, distance) {
  const [dx, dy] = [pin.x - seat.x, pin.y - seat.y];
  const length = Math.hypot(dx, dy);
  if (length >= distance - 0.5) return false;
  const push = (distance - length) / 2 / (length || 1);
  pin.x += (length ? dx : 0) * push;
  pin.y += (length ? dy : -1) * push;
  return true;
}
