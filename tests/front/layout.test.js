/* Where pins and names stand on the map. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { csvRows } from "../../brandmap/front/static/csv.js";
import { nameLines, placer } from "../../brandmap/front/static/placing.js";
import { COUNTY_ZOOM, MAX_SINGLE, groups } from "../../brandmap/front/static/groups.js";
import { MAX_PINS, LIFT, separate, spread } from "../../brandmap/front/static/spread.js";

const R = 16;

test("a pin alone stands straight above its seat", () => {
  assert.deepEqual(spread([{ x: 100, y: 100 }], R), [{ x: 100, y: 100 - R - LIFT }]);
});

test("pins of one place, and of neighbours, do not cover one another or a seat", () => {
  const seats = [{ x: 0, y: 0 }, { x: 0, y: 0 }, { x: 8, y: 3 }, { x: 30, y: -10 }, { x: 300, y: 0 }]; // prettier-ignore
  const pins = spread(seats, R);
  for (let i = 0; i < pins.length; i += 1) {
    for (let j = i + 1; j < pins.length; j += 1)
      assert.ok(Math.hypot(pins[i].x - pins[j].x, pins[i].y - pins[j].y) >= 2 * R, `${i} ${j}`);
    for (const seat of seats) assert.ok(Math.hypot(pins[i].x - seat.x, pins[i].y - seat.y) >= R, `${i}`);
  }
  assert.deepEqual(spread(seats, R), pins);
});

test("pins stand where those on paper do", () => {
  const cases = JSON.parse(readFileSync(new URL("../data/spread.json", import.meta.url), "utf-8"));
  for (const { name, seats, distance, lift, clearance, pins } of cases) {
    const given = seats.map((/** @type {number[]} */ [x, y]) => ({ x, y }));
    const made = separate(given, distance, lift, clearance).map(({ x, y }) =>
      [x, y].map(n => Math.round(n * 100) / 100 + 0),
    );
    assert.deepEqual(made, pins, name);
  }
});

test("in a crowd none steps aside", () => {
  const seats = Array.from({ length: MAX_PINS + 1 }, () => ({ x: 5, y: 5 }));
  assert.ok(spread(seats, R).every(pin => pin.x === 5 && pin.y === 5 - R - LIFT));
});

test("a name takes the first free place inside the map, or none", () => {
  const take = placer({ x: 200, y: 100 }, [[80, 40, 120, 60]]);
  assert.deepEqual(take([[100, 50], [100, 80]], 30, 12), [100, 80]); // prettier-ignore
  assert.equal(take([[100, 80], [199, 50]], 30, 12), undefined); // prettier-ignore
  assert.deepEqual(take([[199, 50], [100, 50]], 30, 12, true), [100, 50]); // prettier-ignore
});

test("a long name is broken near its middle", () => {
  assert.deepEqual(nameLines("Sichuan-pepper policing"), ["Sichuan-pepper", "policing"]);
  assert.deepEqual(nameLines("花椒警务"), ["花椒警务"]);
});

test("rows of a table by their headings, with quoted fields", () => {
  assert.deepEqual(csvRows('\ufeffa,b\r\n1,"x, ""y"""\n,2\n'), [{ a: "1", b: 'x, "y"' }, { a: "", b: "2" }]); // prettier-ignore
});

/** Models at two seats of one prefecture and one of another. @param {number} n */
const crowd = n =>
  Array.from({ length: n }, (_, i) => ({
    id: `m${i}`, lat: i % 4 ? 36 : 37, lon: 103, prefecture: [i ? "620100" : "620200"], theme: ["ecology"],
  })); // prettier-ignore
/** @param {number} n @param {number} zoom */
const pinsOf = (n, zoom) =>
  groups(/** @type {any} */ ({ kept: crowd(n), models: { brands: crowd(n) } }), zoom).map(({ id, lat, brands }) => [
    id, lat, brands.length,
  ]); // prettier-ignore

test("few models have a pin each; many share those of their prefecture, and nearer those of their place", () => {
  assert.equal(pinsOf(MAX_SINGLE, 6).length, MAX_SINGLE);
  assert.deepEqual(pinsOf(81, 6), [["m0", 37, 1], ["620100", 36.5, 80]]); // prettier-ignore
  assert.deepEqual(pinsOf(81, COUNTY_ZOOM), [["37 103", 37, 21], ["36 103", 36, 60]]); // prettier-ignore
});
