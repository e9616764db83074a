// `silta example`: a fictional country of any size, as a study folder of ordinary files.
import { type Command, UsageError } from '#faces/cli/command.ts'
import { wholeNumber } from '#faces/cli/options.ts'
import { writeFolder } from '#faces/folder.ts'

export const command: Command = {
  name: 'example',
  help: `Usage: silta example --out DIR [--sites N] [--seed S]

Makes a fictional country (terrain, rivers, people, roads, towers, fibre, schools, clinics) as a study
folder. The same sites and seed give the same bytes everywhere.

  --sites N    settlements and institutions together, 100 to 200000 (default 2000)
  --seed S     which country, a whole number (default 1, the shipped example)
  --out DIR    where to write it; a new or empty folder

Example: silta example --sites 10000 --seed 7 --out /tmp/island && silta plan /tmp/island`,
  options: { sites: { type: 'string' }, seed: { type: 'string' }, out: { type: 'string' } },
  takes: [0, 0],
  async run({ options, watch }) {
    const sites = wholeNumber(options.sites, 'sites', 2000, 100, 200_000)
    const seed = wholeNumber(options.seed, 'seed', 1, 0, 4_294_967_295)
    if (typeof options.out !== 'string')
      throw new UsageError('Cannot write the example: --out DIR is missing')
    const { makeExample } = await import('#example/makeExample.ts')
    const files = makeExample({ sites, seed }, watch)
    await writeFolder(options.out, files, watch)
    const listed = [...files].map(([name, bytes]) => ({ name, bytes: bytes.length }))
    return {
      document: { directory: options.out, sites, seed, files: listed },
      text: `Wrote a fictional country of ${sites} sites to ${options.out}\nPlan it: silta plan ${options.out}`,
    }
  },
}
