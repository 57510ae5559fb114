/* Search as brandmap/collection/search.py does it; tests/data holds the cases both must pass. */

const SHORT = 2; // up to this length a Latin word must be whole, a syllable, or the beginning of initials
const MIN_STEM = 4;
const LONG_PINYIN = 5; // from this length the last syllable may be unfinished
const LATIN = /[0-9a-z+:.%]+/g;
const ASCII = /^[\x00-\x7f]*$/;
const LETTERS = /^[a-z]+$/;
const BETWEEN = /[\s,，、;；/“”"‘’「」()（）]+/;
const ENDING = /(?:ions?|ing|ed|es|e|s)$/;

/**
 * Fold a text for comparing: NFKD, simplified, lower case, no accents, single blanks.
 * @param {string} text
 * @param {Record<string, string>} simplified traditional character → simplified one
 */
export function folded(text, simplified) {
  const typed = text.normalize("NFKD").toLowerCase().replace(/lu\u0308/g, "lv").replace(/nu\u0308/g, "nv"); // prettier-ignore
  const plain = Array.from(typed.replace(/\p{Mn}/gu, ""), char => simplified[char] ?? char);
  return plain.join("").split(/\s+/).filter(Boolean).join(" ");
}

/** @type {(text: string) => string[]} */
const latinWords = text =>
  (text.replace(/['’]/g, "").match(LATIN) ?? [])
    .map(word => word.replace(/^[:.]+|[:.]+$/g, ""))
    .filter(word => word.replace(/^\++|\++$/g, ""));

/** @param {string} word */
function stem(word) {
  const cut = word.replace(ENDING, "");
  return cut.length >= MIN_STEM ? cut : word;
}

/** Whether the word is pinyin, from the beginning of a syllable to the end of one. @type {(entry: Entry, word: string) => boolean} */
const sounds = (entry, word) =>
  new RegExp("'" + [...word].join("'?") + (word.length >= LONG_PINYIN ? "" : "'")).test(entry.pinyin);

/** @type {(entry: Entry, letters: string) => boolean} */
const hasInitials = (entry, letters) =>
  letters.length >= SHORT &&
  entry.initials.some(run => (letters.length === SHORT ? run.startsWith(letters) : run.includes(letters)));

/** @type {(entry: Entry, word: string) => boolean} */
function hasLatin(entry, word) {
  const whole = word.length <= SHORT || /^[0-9]+$/.test(word);
  if (entry.latin.includes(whole ? ` ${word} ` : ` ${stem(word)}`)) return true;
  return LETTERS.test(word) && (sounds(entry, word) || hasInitials(entry, word));
}

/** Whether one word of a query is in the entry. @type {(entry: Entry, word: string) => boolean} */
function hasWord(entry, word) {
  const latin = latinWords(word);
  return ASCII.test(word) && latin.length ? latin.every(one => hasLatin(entry, one)) : entry.text.includes(word);
}

/** Whether Latin words stand together: "traffic police", "hua jiao", "gcp cs". @type {(entry: Entry, words: string[]) => boolean} */
function hasTogether(entry, words) {
  if (entry.latin.includes(` ${[...words.slice(0, -1), stem(words[words.length - 1])].join(" ")}`)) return true;
  const letters = words.join("");
  return LETTERS.test(letters) && (sounds(entry, letters) || hasInitials(entry, letters));
}

/**
 * The things in whose entry every word of the query is; where Latin words stand together somewhere, only those.
 * @template T
 * @param {T[]} things
 * @param {(thing: T) => Entry} entryOf
 * @param {string} query
 * @param {Record<string, string>} simplified
 */
export function matching(things, entryOf, query, simplified) {
  const words = folded(query, simplified).split(BETWEEN).filter(Boolean);
  const latin = words.every(word => ASCII.test(word)) ? latinWords(words.join(" ")) : [];
  if (latin.length > 1) {
    const together = things.filter(thing => hasTogether(entryOf(thing), latin));
    if (together.length) return together;
  }
  return things.filter(thing => words.every(word => hasWord(entryOf(thing), word)));
}
