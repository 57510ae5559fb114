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

/**
 * Whether letters are pinyin, from the beginning of a syllable to the end of one, or initials.
 * @param {string} letters
 * @returns {(entry: Entry) => boolean}
 */
function heard(letters) {
  if (!LETTERS.test(letters)) return () => false;
  const sound = new RegExp("'" + [...letters].join("'?") + (letters.length >= LONG_PINYIN ? "" : "'"));
  /** @param {string} run */
  const fits = run => (letters.length === SHORT ? run.startsWith(letters) : run.includes(letters));
  return ({ pinyin, initials }) => sound.test(pinyin) || (letters.length >= SHORT && initials.some(fits));
}

/** Whether a Latin word is in an entry. @param {string} word @returns {(entry: Entry) => boolean} */
function latinIn(word) {
  const whole = word.length <= SHORT || /^[0-9]+$/.test(word);
  const written = whole ? ` ${word} ` : ` ${stem(word)}`;
  const sounds = heard(word);
  return entry => entry.latin.includes(written) || sounds(entry);
}

/** Whether one word of a query is in an entry. @param {string} word @returns {(entry: Entry) => boolean} */
function wordIn(word) {
  const latin = ASCII.test(word) ? latinWords(word).map(latinIn) : [];
  return latin.length ? entry => latin.every(one => one(entry)) : entry => entry.text.includes(word);
}

/** Whether Latin words stand together: "traffic police", "hua jiao", "gcp cs". @param {string[]} words @returns {(entry: Entry) => boolean} */
function together(words) {
  const written = ` ${[...words.slice(0, -1), stem(words[words.length - 1])].join(" ")}`;
  const sounds = heard(words.join(""));
  return entry => entry.latin.includes(written) || sounds(entry);
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
    const stands = together(latin);
    const found = things.filter(thing => stands(entryOf(thing)));
    if (found.length) return found;
  }
  const tests = words.map(wordIn);
  return things.filter(thing => tests.every(test => test(entryOf(thing))));
}
