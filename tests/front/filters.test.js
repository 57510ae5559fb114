/* The filter of the page; tests/data holds the cases that Python and JavaScript share. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { Rules, activeGroups } from "../../brandmap/front/static/filters.js";
import { NONE, index, models } from "./documents.js";

const zh = new Rules(models.zh, index);
const en = new Rules(models.en, index);
/** @param {Partial<Filters>} filters */
const kept = filters => zh.keep({ ...NONE, ...filters }).map(brand => brand.n);

test("values of one group add up, groups narrow each other", () => {
  assert.deepEqual(kept({ theme: ["agriculture"] }), [6, 7, 8]);
  assert.deepEqual(kept({ theme: ["agriculture"], season: ["summer"] }), [6, 7]);
  assert.deepEqual(kept({ theme: ["ecology"], season: ["winter"] }), []);
});

test("a facet is counted with the other groups left as they are", () => {
  const counts = zh.counts({ ...NONE, theme: ["agriculture"], season: ["summer"] }, "season");
  assert.equal(counts.get("summer"), 2);
  assert.equal(counts.get("winter"), 0);
});

test("an empty result says which group to drop", () => {
  assert.deepEqual(zh.rescues({ ...NONE, theme: ["ecology"], season: ["winter"] }), [["theme", 1], ["season", 1]]); // prettier-ignore
});

test("the sentence says groups in order, in the language of the models", () => {
  assert.equal(zh.sentence(NONE), "共 10 个模式");
  assert.equal(en.sentence({ ...NONE, theme: ["agriculture"] }), "3 of 10: theme is agriculture");
  assert.deepEqual(activeGroups({ ...NONE, q: "x", prefecture: ["620400"] }), ["prefecture", "q"]);
});

test("search reads pinyin, initials, traditional characters and English", () => {
  for (const [q, found] of /** @type {[string, number[]][]} */ ([
    ["mqx", [1]], ["huajiao", [7]], ["會寧縣", [6]], ["traffic police", [2, 7, 10]], ["花椒 无人机", []], ["1", []],
  ])) assert.deepEqual(kept({ q }), found, q); // prettier-ignore
});

/** @type {{ filters: Partial<Filters>, numbers: number[], counts?: Record<string, Record<string, number>>, sentence?: Record<Lang, string>, rescues?: Record<string, number> }[]} */
const CASES = JSON.parse(readFileSync(new URL("../data/filter_cases.json", import.meta.url), "utf8"));

test("the cases that Python passes", () => {
  assert.ok(CASES.length >= 150);
  for (const { filters, numbers, counts, sentence, rescues } of CASES) {
    const all = { ...NONE, ...filters };
    const said = JSON.stringify(filters);
    assert.deepEqual(kept(filters), numbers, said);
    for (const facet of /** @type {Facet[]} */ (Object.keys(counts ?? {})))
      assert.deepEqual(Object.fromEntries(zh.counts(all, facet)), counts?.[facet], `${said} ${facet}`);
    if (sentence) assert.deepEqual({ zh: zh.sentence(all), en: en.sentence(all) }, sentence);
    if (rescues) assert.deepEqual(Object.fromEntries(zh.rescues(all)), rescues, said);
  }
});
