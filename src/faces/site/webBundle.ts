// What the browser bundle (`web/dist`, built by Vite) offers the site: scripts by name, files by address.
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'

/** One file of the bundle. */
export interface Asset {
  readonly bytes: Uint8Array
  readonly type: string
}

/** The built bundle. */
export interface WebBundle {
  /** Address of an entry's script, or undefined where there is no bundle: pages do without. */
  script(entry: 'map' | 'recompute' | 'verify' | 'passkey' | 'draft'): Promise<string | undefined>
  /** A file under `/assets/`. */
  read(name: string): Promise<Asset | undefined>
}

/** A site without script. */
export const noBundle: WebBundle = {
  script: async () => undefined,
  read: async () => undefined,
}

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
}

type Manifest = Readonly<Record<string, { readonly file: string }>>

/**
 * The bundle in a folder.
 *
 * @param folder Where Vite built it, with its `manifest.json`.
 * @param built Settles when the folder is ready; pages asked for before wait for it.
 */
export function bundleIn(folder: string, built: Promise<unknown>): WebBundle {
  const manifest = built.then(
    async () => JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as Manifest,
  )
  // Whoever asks gets the failure; nobody asking is no failure of the process.
  manifest.catch(() => {})
  return {
    async script(entry) {
      const file = (await manifest.catch(() => ({}) as Manifest))[`src/${entry}.ts`]?.file
      return file === undefined ? undefined : `/assets/${file}`
    },
    async read(name) {
      const type = types[extname(name)]
      // Only plain names that the build made: nothing outside the folder can be asked for.
      if (type === undefined || !/^[\w-]+(\.[\w-]+)+$/.test(name)) return undefined
      await built
      return readFile(join(folder, name)).then(
        (bytes) => ({ bytes, type }),
        () => undefined,
      )
    },
  }
}
