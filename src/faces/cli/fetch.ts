// `silta fetch`: the manifest's datasets of a place into the cache: resumed, verified, from a mirror or
// their publishers; licences before, attribution after.
import type { Problem } from '#base/problem.ts'
import { type Command, UsageError } from '#faces/cli/command.ts'
import { type Fetched, fetchDataset } from '#faces/cli/fetchDataset.ts'
import { count } from '#faces/cli/figures.ts'
import { cacheFolder, loadManifest } from '#sources/files.ts'
import type { Dataset } from '#sources/manifest.ts'
import { nearestWord } from '#sources/nearestWord.ts'

export const command: Command = {
  name: 'fetch',
  help: `Usage: silta fetch PLACE [--mirror ADDRESS] [--cache DIR] [--dry-run] [--json]

Brings every dataset that data/manifest.json has for a place (comoros), or one dataset (comoros/worldpop-2020),
into the cache, where silta plan finds it. What is there and whole is not brought again; what was cut off is
resumed; what does not have the pinned digest is thrown away, and the next address tried. The licences are shown
before anything is brought, the attribution after.

  --mirror ADDRESS  ask here first: an address below which files lie at the manifest's paths
  --cache DIR       where to (default .cache/data, or SILTA_CACHE)
  --dry-run         show what would be brought, and its licences

Example: silta fetch comoros && silta plan studies/comoros`,
  options: {
    mirror: { type: 'string' },
    cache: { type: 'string' },
    'dry-run': { type: 'boolean' },
  },
  takes: [1, 1],
  async run({ positionals, options, watch, json }) {
    const place = positionals[0]
    const { mirror } = options
    if (typeof mirror === 'string' && !/^https?:\/\//.test(mirror))
      throw new UsageError(`Cannot read --mirror ${mirror}: expected an http address`)
    const manifest = await loadManifest()
    if (manifest.value === undefined)
      return {
        document: { problems: manifest.problems as never },
        text: '',
        problems: manifest.problems,
      }
    const { datasets } = manifest.value
    const keys = Object.keys(datasets).filter((key) => key === place || key.startsWith(`${place}/`))
    if (keys.length === 0) return unknownPlace(place, Object.keys(datasets))
    const wanted = keys.map((key) => ({ key, ...datasets[key] }))
    if (!json) process.stderr.write(licencesBefore(wanted))
    const cache = typeof options.cache === 'string' ? options.cache : cacheFolder()
    const fetched: Fetched[] = []
    const problems: Problem[] = []
    for (const [i, dataset] of wanted.entries()) {
      watch.onProgress?.({ stage: `Bringing ${dataset.key}`, doneShare: i / wanted.length })
      if (options['dry-run'] === true) {
        fetched.push({ key: dataset.key, state: 'wanted', bytes: dataset.bytes, from: '' })
        continue
      }
      const one = await fetchDataset(dataset.key, dataset, cache, {
        ...(typeof mirror === 'string' ? { mirror } : {}),
        signal: watch.signal,
      })
      if (one.value !== undefined) fetched.push(one.value)
      problems.push(...one.problems)
    }
    const attributions = [...new Set(wanted.map(({ attribution }) => attribution))]
    const lines = fetched.map(
      ({ key, state, bytes }) => `  ${key.padEnd(40)} ${stateWords[state]}, ${count(bytes)} bytes`,
    )
    return {
      document: {
        cache,
        datasets: fetched.map((one) => ({
          ...one,
          licence: datasets[one.key].licence,
          attribution: datasets[one.key].attribution,
        })),
        problems: problems as never,
      },
      text: `${lines.join('\n')}\n\nName these sources where you use the data or what is made from it:\n${attributions.map((one) => `  ${one}`).join('\n')}`,
      problems,
    }
  },
}

const stateWords: Readonly<Record<Fetched['state'], string>> = {
  kept: 'there already',
  brought: 'brought',
  resumed: 'resumed and brought',
  wanted: 'to be brought',
}

function licencesBefore(wanted: readonly (Dataset & { readonly key: string })[]): string {
  const bytes = wanted.reduce((total, one) => total + one.bytes, 0)
  const byLicence = new Map<string, string[]>()
  for (const { licence, key } of wanted)
    byLicence.set(licence, [...(byLicence.get(licence) ?? []), key])
  const lines = [...byLicence].map(([licence, keys]) => `  ${licence}: ${keys.join(', ')}`)
  return `${wanted.length} datasets, ${count(bytes)} bytes, under these licences:\n${lines.join('\n')}\n`
}

function unknownPlace(place: string, keys: readonly string[]) {
  const places = [...new Set(keys.map((key) => key.split('/')[0]))]
  const near = nearestWord(place, [...places, ...keys])
  const problems: Problem[] = [
    {
      level: 'error',
      code: 'place-unknown',
      at: { source: place, table: '', row: 0 },
      message: `Cannot fetch "${place}": data/manifest.json has no datasets of that name`,
      cure: near === undefined ? `Give one of ${places.join(', ')}` : `Did you mean "${near}"?`,
    },
  ]
  return { document: { problems: problems as never }, text: '', problems }
}
