/* Several editions in the page; tests/data holds the cases that Python and JavaScript share. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { Rules } from "../../brandmap/front/static/filters.js";
import { Store, query, viewOf } from "../../brandmap/front/static/store.js";
import { NONE, editions, models } from "./documents.js";

const zh = new Rules(editions.models.zh, editions.index);
const en = new Rules(editions.models.en, editions.index);
/** @type {{ filters: Partial<Filters>, kept: number, numbers: string[], counts: Record<string, number>, sentence: Record<Lang, string>, rescues: Record<string, number> }[]} */
const CASES = JSON.parse(readFileSync(new URL("../data/edition_cases.json", import.meta.url), "utf8"));
/** @param {string} address */
const read = address => query(viewOf(address, editions.models.en, "en", ["zh", "en"])).slice("lang=en".length);

test("the cases that Python passes", () => {
  assert.equal(CASES.length, 10);
  for (const { filters, kept, numbers, counts, sentence, rescues } of CASES) {
    const all = { ...NONE, ...filters };
    const brands = zh.keep(all);
    assert.equal(brands.length, kept);
    assert.deepEqual(brands.slice(0, 3).map(brand => zh.number(brand, all)), numbers); // prettier-ignore
    assert.deepEqual(Object.fromEntries(zh.counts(all, "edition")), counts);
    assert.deepEqual({ zh: zh.sentence(all), en: en.sentence(all) }, sentence);
    assert.deepEqual(Object.fromEntries(zh.rescues(all)), rescues);
  }
});

test("an address has one form, and an old link keeps its model", () => {
  for (const [given, written] of [
    ["", ""],
    ["edition=2025", ""],
    ["edition=2023&edition=2025", "&edition=2025&edition=2023"],
    ["edition=2023&edition=2024&edition=2025", "&edition=all"],
    ["edition=all&edition=1999", "&edition=all"],
    ["brand=m2025-4", "&brand=m2025-4"],
    ["brand=m2024-4", "&edition=2024&brand=m2024-4"],
  ]) assert.equal(read(given), written, given); // prettier-ignore
  assert.deepEqual(viewOf("edition=2024", models.en, "en", ["en"]).edition, []); // the only one
});

test("turning to another edition closes a card of the one before", () => {
  const store = new Store(en, viewOf("brand=m2024-4", editions.models.en, "en", ["en"]));
  assert.deepEqual([store.kept.length, store.neighbours.map(brand => brand?.id)], [30, ["m2024-3", "m2024-5"]]);
  store.turn(["all"]);
  assert.deepEqual([store.view.edition, store.view.brand, store.kept.length], [["all"], "m2024-4", 90]);
  store.turn(["2025"]);
  assert.deepEqual([store.view.edition, store.view.brand, store.kept.length], [[], null, 30]);
  store.clear();
  assert.equal(store.kept[0].id, "m2025-1");
});
