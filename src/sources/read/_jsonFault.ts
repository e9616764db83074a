// Where a text stops being JSON (RFC 8259). Engines word their errors each in their own way, and some
// without a place; this walk runs only after one of them has refused the text.

const number = /-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y
const literal = /true|false|null/y

/** The character at which a text is no JSON any more; its length where it only ends too early. */
export function jsonFaultAt(text: string): number {
  // What is open around the place: '{' or '['. A stack, since a damaged file may be deep.
  const open: string[] = []
  let at = skipSpace(text, 0)
  let expected: 'value' | 'name' | 'firstName' | 'firstValue' | 'after' = 'value'
  while (at < text.length) {
    const sign = text[at]
    if (expected === 'after') {
      if (open.length === 0) return at
      const inObject = open[open.length - 1] === '{'
      if (sign === ',') expected = inObject ? 'name' : 'value'
      else if (sign === (inObject ? '}' : ']')) open.pop()
      else return at
      at++
    } else if (expected === 'name' || expected === 'firstName') {
      if (sign === '}' && expected === 'firstName') {
        open.pop()
        expected = 'after'
        at++
      } else if (sign === '"') {
        const end = stringEnd(text, at)
        if (end.broken) return end.at
        at = skipSpace(text, end.at)
        if (at >= text.length) break
        if (text[at] !== ':') return at
        at++
        expected = 'value'
      } else return at
    } else if (sign === ']' && expected === 'firstValue') {
      open.pop()
      expected = 'after'
      at++
    } else if (sign === '{' || sign === '[') {
      open.push(sign)
      expected = sign === '{' ? 'firstName' : 'firstValue'
      at++
    } else if (sign === '"') {
      const end = stringEnd(text, at)
      if (end.broken) return end.at
      at = end.at
      expected = 'after'
    } else {
      const end = matchEnd(number, text, at) ?? matchEnd(literal, text, at)
      if (end === undefined) return isCutLiteral(text, at) ? text.length : at
      at = end
      expected = 'after'
    }
    at = skipSpace(text, at)
  }
  return text.length
}

function matchEnd(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : undefined
}

/** True where the text ends inside a word or number that could still have become one. */
function isCutLiteral(text: string, at: number): boolean {
  const rest = text.slice(at, at + 6)
  return (
    at + rest.length === text.length &&
    ['true', 'false', 'null', '-'].some((word) => word.startsWith(rest))
  )
}

function stringEnd(text: string, at: number): { at: number; broken: boolean } {
  for (let i = at + 1; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 34) return { at: i + 1, broken: false }
    if (code < 32) return { at: i, broken: true }
    if (code === 92) {
      const mark = text[i + 1]
      if (mark === 'u') {
        const hex = text.slice(i + 2, i + 6)
        if (hex.length < 4) return { at: text.length, broken: false }
        if (!/^[0-9a-fA-F]{4}$/.test(hex)) return { at: i, broken: true }
        i += 5
      } else if (mark !== undefined && '"\\/bfnrt'.includes(mark)) i++
      else if (mark !== undefined) return { at: i, broken: true }
    }
  }
  return { at: text.length, broken: false }
}

function skipSpace(text: string, at: number): number {
  let i = at
  for (;;) {
    const code = text.charCodeAt(i)
    if (code === 32 || code === 10 || code === 13 || code === 9) i++
    else return i
  }
}
