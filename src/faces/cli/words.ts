// `silta words`: a file for a translator to begin with, and what is missing or broken in one.
import { readFile } from 'node:fs/promises'
import type { Json } from '#base/canonical.ts'
import { type Command, UsageError } from '#faces/cli/command.ts'
import { languageTemplate, readLanguageFile } from '#faces/site/words/languageFile.ts'

export const command: Command = {
  name: 'words',
  help: `Usage: silta words TAG > TAG.json
       silta words FILE

With the tag of a language prints a file to translate: every message of the site in English, in the plural
forms of that language. With a file lists each message that is missing, needless or broken. A file without
faults, put into src/faces/site/words/added/, makes every page speak its language.

  --json           print the list of faults as a document

Example: silta words az > az.json`,
  options: {},
  takes: [1, 1],
  async run({ positionals: [asked] }) {
    if (/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/.test(asked)) {
      const template = languageTemplate(asked)
      return {
        document: template as unknown as Json,
        text: JSON.stringify(template, null, 2),
      }
    }
    const { value, problems } = readLanguageFile(await bytesOf(asked), asked)
    return {
      document: { problems: problems as never },
      text:
        value === undefined
          ? 'The language is not shown until the errors above are cured.'
          : `${value.name} is whole: ${Object.keys(value.messages).length} messages`,
      problems,
    }
  },
}

async function bytesOf(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path)
  } catch (error) {
    throw new UsageError(`Cannot read "${path}": ${(error as Error).message}`, { cause: error })
  }
}
