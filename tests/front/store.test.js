import assert from "node:assert/strict";
import test from "node:test";
import { Rules } from "../../brandmap/front/static/filters.js";
import { Store, query, searchText, viewOf } from "../../brandmap/front/static/store.js";
import { index, models } from "./documents.js";

const rules = new Rules(models.zh, index);
/** @param {string} address */
const view = address => viewOf(address, models.zh, "zh", ["zh", "en"]);

test("an address reads back as it was written, and what is unknown is left out", () => {
  const address = "lang=en&theme=ecology&theme=tourism&season=summer&q=%E8%8A%B1+%E6%A4%92&brand=kang-pepper";
  assert.equal(query(view(address)), address);
  assert.equal(query(view("lang=fr&theme=farming&brand=nobody&step=9")), "lang=zh");
});

test("a search text has single blanks and no more than 80 characters", () => {
  assert.equal(searchText("  a  b "), "a b");
  assert.equal(searchText("花".repeat(80)), "花".repeat(80));
  assert.equal(searchText("花".repeat(81)), "");
});

test("listeners hear each change once, and nothing when nothing changes", () => {
  const store = new Store(rules, view(""));
  /** @type {string[]} */
  const heard = [];
  const drop = store.subscribe((after, before) => heard.push(`${query(before)} → ${query(after)}`));
  store.toggle("theme", "tourism");
  store.toggle("theme", "ecology");
  store.set({ theme: ["ecology", "tourism"] });
  drop();
  store.clear();
  assert.deepEqual(heard, ["lang=zh → lang=zh&theme=tourism", "lang=zh&theme=tourism → lang=zh&theme=ecology&theme=tourism"]); // prettier-ignore
});

test("the neighbours of a model are those among the results, also of one that is not among them", () => {
  const store = new Store(rules, view("theme=agriculture&brand=kang-pepper"));
  assert.deepEqual(store.neighbours.map(brand => brand?.n), [6, 8]); // prettier-ignore
  store.set({ brand: "maqu-ecology" });
  assert.deepEqual(store.neighbours.map(brand => brand?.n), [undefined, 6]); // prettier-ignore
});
