// `silta new`: a study from a folder of files it has never met, or from the datasets of a place.
import { existsSync } from 'node:fs'
import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { hasError } from '#base/problem.ts'
import { type Command, UsageError } from '#faces/cli/command.ts'
import { draftStudy, isPlace } from '#faces/cli/newStudy.ts'
import { partsBeside } from '#sources/files.ts'
import { findCountry, nearestCountry } from '#sources/recognize/country.ts'

export const command: Command = {
  name: 'new',
  help: `Usage: silta new FOLDER_OR_PLACE [--out DIR] [--country NAME_OR_CODE] [--force] [--json]

Looks at every file of a folder (or at the datasets that data/manifest.json has for a place), recognizes
what each holds by names in several languages, values and shapes, and writes study.json with a page,
STUDY.md, that says what each file was taken for, what is assumed, what is missing and how that limits the
answer. Exit 1 where something must be done before it plans: the list says what.

  --out DIR           write the study into DIR, with copies of the files it uses (default: the folder)
  --country NAME      the country, by English name or ISO code, where no file tells it
  --force             replace a study.json that is there

Example: silta new ./files-from-the-ministry --country Benin && silta plan ./files-from-the-ministry`,
  options: {
    out: { type: 'string' },
    country: { type: 'string' },
    force: { type: 'boolean' },
  },
  takes: [1, 1],
  async run({ positionals, options, watch }) {
    const place = positionals[0]
    if (typeof options.out !== 'string' && !existsSync(place) && (await isPlace(place)))
      throw new UsageError(`Cannot write a study of "${place}": --out DIR is missing`)
    const country = typeof options.country === 'string' ? options.country : undefined
    const near = country === undefined || findCountry(country) ? undefined : nearestCountry(country)
    if (near !== undefined)
      throw new UsageError(`Cannot tell which country "${country}" is: did you mean "${near}"?`)
    const drafted = await draftStudy(place, { country, watch })
    const { study, page, problems, recognition, missing, gateways, folder } = drafted
    if (study === undefined) {
      return {
        document: { problems: problems as never },
        text: 'No study was written.',
        problems,
      }
    }
    const target = typeof options.out === 'string' ? resolve(options.out) : (folder ?? '.')
    const path = join(target, 'study.json')
    if (existsSync(path) && options.force !== true)
      throw new UsageError(`Cannot write ${path}: it is there already; --force replaces it`)
    watch.signal.throwIfAborted()
    await mkdir(target, { recursive: true })
    if (folder !== undefined && target !== folder) {
      for (const { file } of recognition.recognized) {
        await mkdir(dirname(join(target, file)), { recursive: true })
        for (const part of [join(folder, file), ...partsBeside(join(folder, file))])
          await copyFile(part, join(target, relative(folder, part)))
      }
    }
    if (gateways !== undefined) await writeFile(join(target, gateways.name), gateways.text)
    await writeFile(join(target, 'STUDY.md'), page)
    await writeFile(path, `${JSON.stringify(study, null, 2)}\n`)
    const files = recognition.recognized.map(({ file, layer, source, why }) => ({
      file,
      ...(layer === undefined ? {} : { layer }),
      as: source.as,
      why,
    }))
    const called = ({ file, layer }: { readonly file: string; readonly layer?: string }): string =>
      layer === undefined
        ? file
        : `${file} (${layer.startsWith(`${file}/`) ? layer.slice(file.length + 1) : layer})`
    const width = Math.max(...files.map((one) => called(one).length))
    const text = [
      `Wrote ${path} and STUDY.md: ${study.country.name} from ${files.length} files`,
      '',
      ...files.map((one) => `  ${called(one).padEnd(width)}  ${[one.as].flat().join(', ')}`),
      ...recognition.leftOut.map(({ file, why }) => `  ${file}: not read: ${why}`),
      '',
      ...missing.map(({ what, limits, cure }) => `Missing: ${what}. ${limits} ${cure}`),
      '',
      hasError(problems)
        ? 'The errors above must be cured before it plans.'
        : `Plan it: silta plan ${typeof options.out === 'string' ? options.out : place}`,
    ].join('\n')
    return {
      document: {
        study: path,
        country: study.country.name,
        files,
        leftOut: recognition.leftOut,
        assumptions: study.assumptions ?? [],
        missing,
        problems: problems.filter(({ level }) => level === 'error'),
      } as never,
      text,
      problems: problems.filter(({ level }) => level === 'error'),
    }
  },
}
