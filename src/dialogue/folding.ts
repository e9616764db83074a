// Words of any language brought to the form under which they are found: letters without marks, Arabic
// without vowels, Chinese in pairs. The same folding for what is stored and for what is asked.

/** Letters that Unicode's own decomposition leaves apart, though people type them without. */
const plain: Readonly<Record<string, string>> = {
  ı: 'i',
  ə: 'e',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  // Arabic: forms of alef, the closing alef and ya, the closing ta and ha, hamza's seats.
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ٱ: 'ا',
  ى: 'ي',
  ی: 'ي',
  ة: 'ه',
  ؤ: 'و',
  ئ: 'ي',
  ک: 'ك',
  // The stretch that only fills a line.
  ـ: '',
}
const plainLetters = new RegExp(`[${Object.keys(plain).join('')}]`, 'gu')

/**
 * A text in the form under which it is found. What two writers of one language may type differently becomes
 * the same: capitals (İ and I of Azerbaijani and Turkish too), marks, Arabic vowels and forms of alef.
 *
 * @example Azerbaijani, typed with and without its letters
 * ```ts
 * assert.equal(fold('İnternetə ÇIXIŞ'), fold('internete cixis'))
 * ```
 */
export function fold(text: string): string {
  return text
    .replaceAll('İ', 'i')
    .toLowerCase()
    .replace(plainLetters, (letter) => plain[letter])
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(plainLetters, (letter) => plain[letter])
    .normalize('NFC')
}

/** Scripts written without spaces between words: found by pairs of neighbors. */
const unspaced =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]+/gu
const word = /[\p{L}\p{N}]+/gu

/**
 * The terms of a text, in its order: folded words; for scripts without spaces each pair of neighbors, since
 * where a word ends there is for dictionaries to say, and two readers would not agree.
 */
export function terms(text: string): string[] {
  const found: string[] = []
  for (const [run] of fold(text).matchAll(word)) {
    let from = 0
    for (const match of run.matchAll(unspaced)) {
      addWord(found, run.slice(from, match.index))
      addPairs(found, match[0])
      from = match.index + match[0].length
    }
    addWord(found, run.slice(from))
  }
  return found
}

function addPairs(found: string[], run: string): void {
  const letters = [...run]
  if (letters.length === 1) found.push(run)
  for (let i = 1; i < letters.length; i++) found.push(letters[i - 1] + letters[i])
}

function addWord(found: string[], text: string): void {
  if (text === '') return
  found.push(text)
  const bare = withoutArticle(text)
  if (bare !== text) found.push(bare)
}

/** A folded word without the article that Arabic writes in one with it, with or without "and". */
export function withoutArticle(word: string): string {
  return /^(?:و?ال|لل)(\p{sc=Arabic}{3,})$/u.exec(word)?.[1] ?? word
}
