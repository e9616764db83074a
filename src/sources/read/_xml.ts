// XML 1.0, as far as workbooks and KML need it: tags, attributes and text, one after the other. No
// document types, so no entities but the five and numbers: a file cannot make itself grow.
import { Damage, quoted } from '#sources/read/_faults.ts'
import { lineOfCharacter } from '#sources/read/_text.ts'

/** Deeper than this no real file goes. */
const maxDepth = 256

/** A walk through the tags of a document. Names come without their namespace's prefix. */
export class XmlScanner {
  readonly source: string
  at = 0
  /** The tag at hand. */
  name = ''
  /** Names of the elements around the place, the innermost last. */
  readonly open: string[] = []
  #attributes = ''
  #closesItself = false

  constructor(source: string) {
    this.source = source
  }

  /**
   * Goes to the next tag: `open` and `close` name it in `name`; a tag that closes itself gives both.
   * `text` is what stands between, unless it is white space alone.
   *
   * @throws Damage where the document breaks off or its tags do not match.
   */
  next(): 'open' | 'close' | 'text' | 'end' {
    if (this.#closesItself) {
      this.#closesItself = false
      this.name = this.open.pop() ?? ''
      return 'close'
    }
    const { source } = this
    for (;;) {
      if (this.at >= source.length) {
        if (this.open.length > 0)
          throw new Damage(`it ends before ${quoted(this.open.at(-1) ?? '')} is closed`)
        return 'end'
      }
      if (source.charCodeAt(this.at) !== 60) {
        const start = this.at
        const next = source.indexOf('<', start)
        this.at = next === -1 ? source.length : next
        if (isSpace(source, start, this.at)) continue
        this.#text = source.slice(start, this.at)
        this.#isRaw = false
        return 'text'
      }
      const sign = source.charCodeAt(this.at + 1)
      if (sign === 63) this.#pass('?>')
      else if (sign === 33) {
        if (source.startsWith('<!--', this.at)) this.#pass('-->')
        else if (source.startsWith('<![CDATA[', this.at)) {
          const start = this.at + 9
          this.#pass(']]>')
          this.#text = source.slice(start, this.at - 3)
          this.#isRaw = true
          return 'text'
        } else throw new Damage(`it declares a document type, on line ${this.line}`)
      } else if (sign === 47) {
        const start = this.at + 2
        this.#pass('>')
        this.name = localName(source.slice(start, this.at - 1).trim())
        if (this.open.pop() !== this.name) {
          throw new Damage(`the tag ${quoted(`/${this.name}`)} on line ${this.line} closes nothing`)
        }
        return 'close'
      } else return this.#openTag()
    }
  }

  #text = ''
  #isRaw = false

  /** The text at hand, entities resolved. */
  get text(): string {
    return this.#isRaw ? this.#text : unescaped(this.#text)
  }

  /** The line of the place at hand. */
  get line(): number {
    return lineOfCharacter(this.source, this.at)
  }

  /** An attribute of the tag just opened, by its name without prefix; undefined where it has none. */
  attribute(name: string): string | undefined {
    const all = this.#attributes
    for (let at = all.indexOf(name); at !== -1; at = all.indexOf(name, at + 1)) {
      const before = all.charCodeAt(at - 1)
      if (before !== 32 && before !== 58 && before !== 10 && before !== 9 && before !== 13) continue
      const found = attributeValue.exec(all.slice(at + name.length))
      if (found !== null) return unescaped(found[1] ?? found[2])
    }
    return undefined
  }

  /** All text inside the element just opened, up to its close. @throws Damage */
  content(): string {
    const depth = this.open.length
    let content = ''
    for (;;) {
      const event = this.next()
      if (event === 'text') content += this.text
      else if (event === 'end' || (event === 'close' && this.open.length < depth)) return content
    }
  }

  /** Passes over the element just opened. @throws Damage */
  skip(): void {
    const depth = this.open.length
    for (;;) {
      const event = this.next()
      if (event === 'end' || (event === 'close' && this.open.length < depth)) return
    }
  }

  #pass(end: string): void {
    const found = this.source.indexOf(end, this.at)
    if (found === -1) throw new Damage(`it ends inside a tag, on line ${this.line}`)
    this.at = found + end.length
  }

  #openTag(): 'open' {
    const { source } = this
    const start = this.at + 1
    let end = start
    // A ">" may stand in an attribute's value.
    for (let quote = 0; ; end++) {
      const code = source.charCodeAt(end)
      if (Number.isNaN(code)) throw new Damage(`it ends inside a tag, on line ${this.line}`)
      if (quote !== 0) {
        if (code === quote) quote = 0
      } else if (code === 34 || code === 39) quote = code
      else if (code === 62) break
    }
    this.at = end + 1
    this.#closesItself = source.charCodeAt(end - 1) === 47
    const tag = source.slice(start, this.#closesItself ? end - 1 : end)
    const space = tag.search(/\s/)
    this.name = localName(space === -1 ? tag : tag.slice(0, space))
    this.#attributes = space === -1 ? '' : tag.slice(space)
    if (this.name === '') throw new Damage(`a tag on line ${this.line} has no name`)
    if (this.open.push(this.name) > maxDepth)
      throw new Damage('its elements lie too deep in each other')
    return 'open'
  }
}

const attributeValue = /^\s*=\s*(?:"([^"]*)"|'([^']*)')/

function localName(name: string): string {
  const colon = name.indexOf(':')
  return colon === -1 ? name : name.slice(colon + 1)
}

function isSpace(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i)
    if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return false
  }
  return true
}

const entities: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
}

function unescaped(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(#x[0-9a-fA-F]{1,6}|#\d{1,7}|\w+);/g, (whole, name: string) => {
    if (name[0] !== '#') return entities[name] ?? whole
    const code = name[1] === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}
