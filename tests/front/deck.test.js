import assert from "node:assert/strict";
import test from "node:test";
import { Deck } from "../../brandmap/front/static/deck.js";
import { duration, phaseAt } from "../../brandmap/front/static/desk.js";
import { actOf } from "../../brandmap/front/static/keys.js";
import { models } from "./documents.js";

/** @type {(brand: string | null, slide: number) => DeckStep} */
const step = (brand, slide) => ({ html: "", notes: "", words: "", announced: "", slide, brand, wide: false });
/** @type {(first: number, revealed: number | null, number: string) => DeckBrand} */
const begun = (first, revealed, number) => ({ first, revealed, number, bounds: [[first, 100], [first + 1, 101]], plans: {} }); // prettier-ignore
/** Two models of two slides each, the second of which has two builds; opening and source around them. @type {DeckDocument} */
const made = {
  models: { ...models.zh, phrases: { "present.secret": "尚未揭示" }, brands: models.zh.brands.filter(({ id }) => /melon|pepper/.test(id)) },
  province: [[32, 92], [42, 108]], // prettier-ignore
  slides: 6,
  brands: { "huining-melon": begun(2, 3, "6"), "kang-pepper": begun(5, 6, "7") },
  steps: [
    step(null, 1),
    step("huining-melon", 2), step("huining-melon", 3), step("huining-melon", 3),
    step("kang-pepper", 4), step("kang-pepper", 5), step(null, 6),
  ],
}; // prettier-ignore

test("a deck turns within its ends and says so once", () => {
  const deck = new Deck(made, 1);
  /** @type {number[]} */
  const heard = [];
  deck.listeners.add(() => heard.push(deck.step));
  for (const to of [2, 2, 99, 8, 0, -1]) deck.go(to);
  assert.deepEqual(heard, [2, 7, 1]);
});

test("a pin leads to where its model begins, and nothing else does", () => {
  const deck = new Deck(made, 1);
  deck.set({ brand: "kang-pepper" });
  assert.equal(deck.step, 5);
  deck.set({ brand: "maqu-ecology" });
  deck.set({});
  assert.equal(deck.step, 5);
});

test("a model has neither name nor theme before it is revealed", () => {
  const deck = new Deck(made, 2);
  const said = () => deck.kept.map(brand => [brand.name, deck.theme(brand).colour === "#5b6670"]);
  assert.deepEqual(said(), [["会宁县", true], ["康县", true]]); // prettier-ignore
  deck.go(3);
  assert.deepEqual(said(), [["瓜田警务", false], ["康县", true]]); // prettier-ignore
  assert.equal(deck.selected?.name, "瓜田警务");
  deck.go(7);
  assert.deepEqual(said(), [["瓜田警务", false], ["花椒警务", false]]); // prettier-ignore
  const problems = { "huining-melon": begun(2, null, "6"), "kang-pepper": begun(5, null, "7") };
  assert.equal(new Deck({ ...made, brands: problems }, 7).secret("kang-pepper"), true);
});

test("the map shows the surroundings of the model, or the province", () => {
  const deck = new Deck(made, 2);
  const first = deck.bounds;
  deck.go(4);
  assert.equal(deck.bounds, first);
  deck.go(7);
  assert.equal(deck.bounds, made.province);
});

test("the map draws after the slide is painted, and only when the step changes something on it", async () => {
  /** @type {(() => void)[]} */
  const frames = [];
  const later = { requestAnimationFrame: (/** @type {() => void} */ act) => frames.push(act), cancelAnimationFrame: (/** @type {number} */ n) => delete frames[n - 1] }; // prettier-ignore
  Object.assign(globalThis, later);
  const deck = new Deck(made, 1);
  /** @type {number[]} */
  const drawn = [];
  const drop = deck.subscribe(() => drawn.push(deck.step));
  /** @type {(...steps: number[]) => Promise<void>} */
  const turned = async (...steps) => {
    for (const to of steps) deck.go(to);
    assert.deepEqual(drawn.splice(0), []);
    for (const act of frames.splice(0)) act?.();
    await new Promise(resolve => setTimeout(resolve));
  };
  await turned(2); // to the county
  assert.deepEqual(drawn.splice(0), [2]);
  await turned(3); // the name is told
  assert.deepEqual(drawn.splice(0), [3]);
  await turned(4); // another measure
  assert.deepEqual(drawn.splice(0), []);
  await turned(5, 6, 7); // pressed quickly: once
  assert.deepEqual(drawn.splice(0), [7]);
  drop();
  await turned(1);
  assert.deepEqual(drawn, []);
});

test("a number leads to the model, else to the slide, else nowhere", () => {
  const deck = new Deck(made, 1);
  assert.deepEqual(["6", "7", "3", "5", "99"].map(typed => deck.stepOf(typed)), [2, 5, 3, 6, 1]); // prettier-ignore
});

/** Where the focus is, by the selectors that match it. @param {RegExp} matches */
const at = matches => ({ closest: (/** @type {string} */ selector) => matches.test(selector) });
const nowhere = at(/^$/);

test("keys turn as in PowerPoint", () => {
  const next = ["PageDown", "ArrowRight", "ArrowDown", " ", "Enter", "n", "N"];
  const previous = ["PageUp", "ArrowLeft", "ArrowUp", "Backspace", "p", "P"];
  assert.deepEqual([...new Set(next.map(key => actOf({ key }, nowhere)))], ["next"]);
  assert.deepEqual([...new Set(previous.map(key => actOf({ key }, nowhere)))], ["previous"]);
  const others = { Home: "first", End: "last", b: "black", ".": "black", "。": "black", W: "white", f: "full", Escape: "leave", 7: "digit" }; // prettier-ignore
  for (const [key, act] of Object.entries(others)) assert.equal(actOf({ key }, nowhere), act);
  assert.equal(actOf({ key: " ", shiftKey: true }, nowhere), "previous");
  assert.equal(actOf({ key: "Process", code: "KeyB" }, nowhere), "black"); // while Chinese is typed
  assert.equal(actOf({ key: "x", code: "KeyB" }, nowhere), undefined); // another keyboard
  for (const held of ["ctrlKey", "altKey", "metaKey"])
    assert.equal(actOf({ key: "p", [held]: true }, nowhere), undefined);
});

test("a control with the focus keeps Space, Enter and arrows; a text keeps all but PageUp and PageDown", () => {
  const [button, text] = [at(/button/), at(/textarea/)];
  for (const key of [" ", "Enter", "ArrowRight", "ArrowUp", "Backspace"]) {
    assert.equal(actOf({ key }, button), undefined);
    assert.equal(actOf({ key }, text), undefined);
  }
  assert.equal(actOf({ key: "n" }, button), "next");
  assert.equal(actOf({ key: "Home" }, text), undefined);
  assert.equal(actOf({ key: "PageDown" }, text), "next");
});

test("single signs can be switched off", () => {
  for (const key of ["n", "p", "b", ".", "w", "f", "1"]) assert.equal(actOf({ key }, nowhere, false), undefined);
  assert.equal(actOf({ key: "ArrowRight" }, nowhere, false), "next");
});

test("the phase of a plan, and what is left of it", () => {
  /** @type {[number, string][]} */
  const plan = [[5, "a"], [10, "b"]]; // prettier-ignore
  assert.deepEqual(phaseAt(plan, 0), { first: 0, last: 5, words: "a", left: 300000 });
  assert.deepEqual(phaseAt(plan, 300000), { first: 5, last: 15, words: "b", left: 600000 });
  assert.deepEqual(phaseAt(plan, 960000), { first: 5, last: 15, words: "b", left: -60000 });
  assert.equal(phaseAt([], 0), undefined);
  assert.deepEqual([0, 61000, 3600000, -5].map(duration), ["0:00", "1:01", "60:00", "0:00"]);
});
