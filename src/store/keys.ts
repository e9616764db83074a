// The key that signs the log's checkpoints: made once, kept beside the data, readable by its owner alone.
import { createPrivateKey, createPublicKey, randomBytes, sign } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { keyId, type SignerKey } from '#register/log/note.ts'
import { StoreError } from '#store/cluster.ts'

/** The bytes before the 32 secret ones in PKCS #8 (RFC 8410 § 7). */
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex')

/** A signer by Node's own Ed25519, which is faster than the one for browsers. */
export function nodeSigner(name: string, secret: Uint8Array): SignerKey {
  const key = createPrivateKey({
    key: Buffer.concat([pkcs8, secret]),
    format: 'der',
    type: 'pkcs8',
  })
  const { x } = createPublicKey(key).export({ format: 'jwk' })
  const publicKey = new Uint8Array(Buffer.from(x as string, 'base64url'))
  return {
    name,
    type: 1,
    publicKey,
    id: keyId(name, 1, publicKey),
    sign: (message) => new Uint8Array(sign(null, message, key)),
  }
}

/** The name of the log whose key is in a data folder; undefined where there is none yet. */
export function heldKeyName(folder: string): string | undefined {
  try {
    return (JSON.parse(readFileSync(join(folder, 'log-key.json'), 'utf8')) as { name: string }).name
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new StoreError(
      `Cannot read the log's key in "${folder}": ${(error as Error).message}`,
      'Restore log-key.json from a backup',
      { cause: error },
    )
  }
}

/**
 * The key of the log in a data folder; makes one where there is none.
 *
 * @param name The log's origin, an address without its scheme: `register.example/log`.
 * @throws StoreError where the folder's key has another name: a log keeps its name.
 */
export function openKey(folder: string, name: string): SignerKey {
  const path = join(folder, 'log-key.json')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  try {
    const fresh = { name, secret: randomBytes(32).toString('base64') }
    writeFileSync(path, `${JSON.stringify(fresh)}\n`, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const held = JSON.parse(readFileSync(path, 'utf8')) as { name: string; secret: string }
  if (held.name !== name)
    throw new StoreError(
      `Cannot sign as "${name}": the key in "${path}" is that of "${held.name}"`,
      'Keep the name the log began with, or begin another log in another folder',
    )
  return nodeSigner(name, Buffer.from(held.secret, 'base64'))
}
