/* Search, by the same rules as brandmap/collection/search.py; both must pass the cases in tests/data. */

const SHORT = 2; // a Latin word up to this length must be a whole word, a syllable, or the beginning of initials
const MIN_STEM = 4;
const LONG_PINYIN = 5; // from this length on the last syllable may be incomplete
const LATIN = /[0-9a-z+:.%]+/g;
const ASCII = /^[\x00-\x7f]*$/;
const LETTERS = /^[a-z]+$/;
const SEPARATORS = /[\s,，、;；/“”"‘’「」()（）]+/;
const ENDING = /(?:ions?|ing|ed|es|e|s)$/;

/**
 * Fold a text for comparing: NFKD, simplified, lower case, no accents, single blanks.
 * @param {string} text
 * @param {Record<string, string>} simplified traditional character → simplified one
 */
export function fold(text, simplified) {
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
 * Make a test whether letters are in the pinyin of an entry (from the beginning of a syllable to the end of one) or in its
 * initials.
 * @param {string} letters
 * @returns {(entry: Entry) => boolean}
 */
function pinyinTest(letters) {
  if (!LETTERS.test(letters)) return () => false;
  const sound = new RegExp("'" + [...letters].join("'?") + (letters.length >= LONG_PINYIN ? "" : "'"));
  /** @param {string} run */
  const fits = run => (letters.length === SHORT ? run.startsWith(letters) : run.includes(letters));
  return ({ pinyin, initials }) => sound.test(pinyin) || (letters.length >= SHORT && initials.some(fits));
}

/** Make a test whether a Latin word is in an entry. @param {string} word @returns {(entry: Entry) => boolean} */
function latinTest(word) {
  const whole = word.length <= SHORT || /^[0-9]+$/.test(word);
  const written = whole ? ` ${word} ` : ` ${stem(word)}`;
  const sounds = pinyinTest(word);
  return entry => entry.latin.includes(written) || sounds(entry);
}

/** Make a test whether one word of a query is in an entry. @param {string} word @returns {(entry: Entry) => boolean} */
function wordTest(word) {
  const latin = ASCII.test(word) ? latinWords(word).map(latinTest) : [];
  return latin.length ? entry => latin.every(one => one(entry)) : entry => entry.text.includes(word);
}

/** Make a test whether Latin words follow one another in an entry: "traffic police", "hua jiao", "gcp cs". @param {string[]} words @returns {(entry: Entry) => boolean} */
function phraseTest(words) {
  const written = ` ${[...words.slice(0, -1), stem(words[words.length - 1])].join(" ")}`;
  const sounds = pinyinTest(words.join(""));
  return entry => entry.latin.includes(written) || sounds(entry);
}

/**
 * Keep the things whose entry has every word of the query; if Latin words follow one another in some, only those.
 * @template T
 * @param {T[]} things
 * @param {(thing: T) => Entry} entryOf
 * @param {string} query
 * @param {Record<string, string>} simplified
 */
export function matching(things, entryOf, query, simplified) {
  const words = fold(query, simplified).split(SEPARATORS).filter(Boolean);
  const latin = words.every(word => ASCII.test(word)) ? latinWords(words.join(" ")) : [];
  if (latin.length > 1) {
    const hasPhrase = phraseTest(latin);
    const found = things.filter(thing => hasPhrase(entryOf(thing)));
    if (found.length) return found;
  }
  const tests = words.map(wordTest);
  return things.filter(thing => tests.every(test => test(entryOf(thing))));
}
