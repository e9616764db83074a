// Prints the digests of this engine's readers; the tests run it under other versions of Node.

import { fixture } from './_bytes.ts'
import { compared, readDigests } from './digest.ts'

const hex = (bytes: Uint8Array) =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

/** The compared fixtures, in hexadecimal by name. */
export const files = Object.fromEntries(compared.map((name) => [name, hex(fixture(name))]))

process.stdout.write(
  process.argv.includes('--print') ? JSON.stringify(await readDigests(files)) : '',
)
