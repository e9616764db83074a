// The commands of `bin/silta`: their list, the overview a person reads, and how a word finds its command.
import type { Command } from '#faces/cli/command.ts'

/** A command by what the overview says of it. */
interface Listed {
  /** One line. */
  readonly summary: string
  /** Brings its code: `silta log verify` need not wait for the planner. */
  readonly load: () => Promise<{ readonly command: Command }>
}

/** Every command by its name. */
export const commands: Readonly<Record<string, Listed>> = {
  new: {
    summary: 'write a study from a folder of files, with its assumptions and what is missing',
    load: () => import('#faces/cli/new.ts'),
  },
  fetch: {
    summary: 'bring a place’s open datasets into the cache, resumed and verified by digest',
    load: () => import('#faces/cli/fetch.ts'),
  },
  check: {
    summary: 'list every problem in a study’s files, with source, row and cure',
    load: () => import('#faces/cli/check.ts'),
  },
  gap: {
    summary: 'who is served, unserved or unknown today, by area',
    load: () => import('#faces/cli/gap.ts'),
  },
  plan: {
    summary: 'the cheapest mix that serves everyone, what it costs, and its certificate',
    load: () => import('#faces/cli/plan.ts'),
  },
  roadmap: {
    summary: 'what is built in which year under the budget, site by site and link by link',
    load: () => import('#faces/cli/roadmap.ts'),
  },
  funding: {
    summary: 'who can afford what the plan brings, and what public money must fill',
    load: () => import('#faces/cli/funding.ts'),
  },
  example: {
    summary: 'make a fictional country of any size, islands included, as a study to plan',
    load: () => import('#faces/cli/example.ts'),
  },
  serve: {
    summary:
      'show planned studies as pages on this machine (the fictional example, if none is named)',
    load: () => import('#faces/cli/serve.ts'),
  },
  words: {
    summary: 'a file to translate the site with, or what is missing in one',
    load: () => import('#faces/cli/words.ts'),
  },
  'log verify': {
    summary: 'verify a public log, or a receipt from one',
    load: () => import('#faces/cli/logVerify.ts'),
  },
  'log backup': {
    summary: 'copy the whole register to a new folder, which is secret',
    load: async () => (await import('#faces/cli/logCopies.ts')).backupCommand,
  },
  'log export': {
    summary: 'copy what the public may read to a new folder',
    load: async () => (await import('#faces/cli/logCopies.ts')).exportCommand,
  },
  'log restore': {
    summary: 'bring a backup back into a new folder or an empty database',
    load: async () => (await import('#faces/cli/logCopies.ts')).restoreCommand,
  },
  'account invite': {
    summary: 'invite the first operator, who invites everyone else',
    load: () => import('#faces/cli/accountInvite.ts'),
  },
  'radio path': {
    summary: 'loss over a terrain profile by P.1812, P.452 or ITM',
    load: () => import('#faces/cli/radioPath.ts'),
  },
  'radio area': {
    summary: 'signal of a study’s towers as maps, and people by signal and area',
    load: () => import('#faces/cli/radioArea.ts'),
  },
  'radio sight': {
    summary: 'which hops see each other, what stands in the way, and the relays around it',
    load: () => import('#faces/cli/radioSight.ts'),
  },
  'radio view': {
    summary: 'what a mast sees of a study’s terrain, as a raster',
    load: () => import('#faces/cli/radioView.ts'),
  },
  'graph steiner': {
    summary: 'join all terminals of a network at least cost, with a proof',
    load: () => import('#faces/cli/graphSteiner.ts'),
  },
  'graph prize': {
    summary: 'choose which nodes of a network to join, with a proof',
    load: () => import('#faces/cli/graphPrize.ts'),
  },
  'graph pmedian': {
    summary: 'open sites so that all nodes are near one, with a proof',
    load: () => import('#faces/cli/graphPmedian.ts'),
  },
  'graph bridges': {
    summary: 'list the links and nodes whose failure cuts a network apart',
    load: () => import('#faces/cli/graphBridges.ts'),
  },
}

/** The name of the command that words call, or undefined: two words (`log verify`) before one. */
export function commandNamed(words: readonly string[]): string | undefined {
  const two = words.slice(0, 2).join(' ')
  return [two, words[0]].find((name) => Object.hasOwn(commands, name))
}

/** The overview of all commands, or of those named. */
export function overview(names = Object.keys(commands)): string {
  const lines = names.map((name) => `  ${name.padEnd(16)} ${commands[name].summary}`)
  return `silta plans universal connectivity from open data.\n\nUsage: silta COMMAND [options]\n\n${lines.join('\n')}\n\nEvery command takes --json (one document on stdout) and --help.`
}

/** The command whose name is at most a third of its letters away from what was typed. */
export function nearestCommand(typed: string): string | undefined {
  let nearest: string | undefined
  let least = Number.POSITIVE_INFINITY
  for (const name of Object.keys(commands)) {
    const changes = editDistance(typed, name)
    if (changes < least && changes <= name.length / 3) {
      least = changes
      nearest = name
    }
  }
  return nearest
}

/** Letters inserted, removed or replaced to turn one word into the other (Levenshtein 1966). */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, i) => i)
  for (let i = 1; i <= from.length; i++) {
    const above = row
    row = [i]
    for (let j = 1; j <= to.length; j++) {
      const replaced = above[j - 1] + (from[i - 1] === to[j - 1] ? 0 : 1)
      row.push(Math.min(above[j] + 1, row[j - 1] + 1, replaced))
    }
  }
  return row[to.length]
}
