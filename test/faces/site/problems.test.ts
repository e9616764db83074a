// What pages say of problems: every code that reading a study or sending a form can give has its sentence in
// the catalogue, so that nobody meets the program's English, and no sentence stands for a code that is gone.
import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { html } from '#faces/site/html.ts'
import { problemText } from '#faces/site/parts/form.ts'
import { en } from '#faces/site/words/en.ts'
import { languages } from '#faces/site/words/languages.ts'

const root = new URL('../../../', import.meta.url).pathname
const keys = Object.keys(en)
const textOf = (path: string): string => readFileSync(`${root}${path}`, 'utf8')

/** Codes that are written with one of these levels, and those whose level is found at run time. */
function shownCodes(): Set<string> {
  const codes = new Set<string>()
  for (const path of globSync('src/{sources,country,plan}/**/*.ts', { cwd: root })) {
    const text = textOf(path)
    for (const [, code] of text.matchAll(/\(\s*'(?:warning|note)',\s*'([a-z0-9-]+)'/g))
      codes.add(code)
    for (const [, code] of text.matchAll(/level: '(?:warning|note)',\s*code: '([a-z0-9-]+)'/g))
      codes.add(code)
    for (const [, code] of text.matchAll(
      /problem\('(?:warning|note)', at\([^{]*\{\s*code: '([a-z0-9-]+)'/g,
    ))
      codes.add(code)
  }
  return codes
}

/** Codes of refusals: what forms, checks of records and the store say. */
function refusedCodes(): Set<string> {
  const codes = new Set<string>()
  const patterns = [
    /code: '([a-z]+(?:-[a-z]+)+)',\s*(?:at|message|cure)/g,
    /(?:refusal|problem|fieldProblem|fault|failure)\(\s*(?:at(?:\([^)]*\))?,\s*|[a-z]+,\s*|`[^`]*`,\s*)?'([a-z]+(?:-[a-z]+)+)'/g,
  ]
  const rooms = 'src/{register,dialogue,store,accounts,faces/site,faces/plans}/**/*.ts'
  for (const path of globSync(rooms, { cwd: root })) {
    // Declarations and proofs have codes of other kinds, the operator's file is read at the start.
    if (/\/(words|verify)\/|territoryFile|[dD]eclaration/.test(path)) continue
    for (const pattern of patterns)
      for (const [, code] of textOf(path).matchAll(pattern)) codes.add(code)
  }
  return codes
}

const camel = (code: string): string => code.replace(/-(\w)/g, (_, letter) => letter.toUpperCase())

describe('problems of a study', () => {
  const shown = shownCodes()

  test('every code that does not stop a study says in the catalogue what is wrong and what cures it', () => {
    expect(shown.size).toBeGreaterThan(60)
    const missing = [...shown].flatMap((code) =>
      [`trouble.${code}`, `trouble.${code}.cure`].filter((key) => !keys.includes(key)),
    )
    expect(missing).toEqual([])
  })

  test('the catalogue explains no code that nothing gives', () => {
    const sources = globSync('src/{sources,country,plan}/**/*.ts', { cwd: root })
      .map(textOf)
      .join('\n')
    const needless = keys
      .filter((key) => key.startsWith('trouble.') && !key.endsWith('.cure'))
      .filter((key) => !sources.includes(`'${key.slice('trouble.'.length)}'`))
    expect(needless).toEqual([])
  })
})

describe('problems of a form', () => {
  // Said by the page itself, in words of its own.
  const own = new Set(['signature-waits'])

  test('every code that a form can give has its sentence', () => {
    const codes = refusedCodes()
    expect(codes.size).toBeGreaterThan(45)
    const missing = [...codes].filter(
      (code) =>
        !own.has(code) &&
        !keys.includes(`problem.${code}`) &&
        !keys.includes(`wrong.${camel(code)}`),
    )
    expect(missing).toEqual([])
  })

  test('problemText() says it in the reader’s words, and marks as English what it has no words for', () => {
    const problem = {
      level: 'error',
      code: 'match-own',
      at: { source: 'form', table: '', row: 0 },
      message: 'Both sides are one',
      cure: 'Match the pledge of another',
    } as const
    expect(problemText(languages.fr.words, problem)).toMatch(/^Le besoin et la promesse/)
    const unknown = html`${problemText(languages.fr.words, { ...problem, code: 'never-heard' })}`
    expect(unknown.markup).toBe(
      '<span lang="en" dir="ltr">Both sides are one. Match the pledge of another</span>',
    )
    const said = { ...problem, said: true, message: 'Titre', cure: 'Remplissez ce champ' } as const
    expect(problemText(languages.fr.words, said)).toBe('Titre. Remplissez ce champ')
  })
})
