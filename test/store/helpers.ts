// A register in a folder of its own, and what tests put into it.
import { createHash } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { Json } from '#base/canonical.ts'
import { baku2012 } from '#register/declarations.ts'
import { signerKey, writeVkey } from '#register/log/note.ts'
import { Register, type RegisterSettings, type Taken } from '#store/register.ts'
import { commitmentData } from '../register/samples.ts'

export const key = signerKey('register.example/test', new Uint8Array(32).fill(21))
export const vkey = writeVkey(key)
export const account = 'account000000000001'

/** A folder that the test removes. */
export function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'silta-store-'))
  chmodSync(folder, 0o711)
  return folder
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
}

/**
 * Opens a register in a folder. With SILTA_TEST_DATABASE_URL its tables are on that server, in a database of
 * the folder's own: the same tests, on an operator's PostgreSQL.
 */
export async function openRegister(
  folder: string,
  more: Partial<RegisterSettings> = {},
): Promise<Register> {
  const server = process.env.SILTA_TEST_DATABASE_URL
  const databaseUrl = server === undefined ? undefined : await databaseFor(server, folder)
  return Register.open({ folder, key, publishMilliseconds: 20, databaseUrl, ...more })
}

async function databaseFor(server: string, folder: string): Promise<string> {
  const name = `silta_${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
  if (rowCount === 0) await client.query(`create database ${name}`)
  await client.end()
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}

/** A declaration, a signatory and a commitment of it. */
export async function fill(
  register: Register,
): Promise<{ declaration: Taken; signatory: Taken; commitment: Taken }> {
  const declaration = await register.append({
    kind: 'declaration',
    data: baku2012 as unknown as Json,
    by: account,
  })
  const signatory = await register.append({
    kind: 'signatory',
    data: {
      kind: 'city',
      name: 'Lumora',
      country: 'XAA',
      fictional: true,
      officials: [account, 'account000000000002'],
    },
    by: account,
  })
  const commitment = await register.append({
    kind: 'commitment',
    data: commitmentFor(signatory.id, declaration.id),
    by: account,
  })
  return { declaration, signatory, commitment }
}

export function commitmentFor(
  signatory: string,
  declaration: string,
  title = commitmentData.title,
): Json {
  return { ...commitmentData, title, signatory, declaration } as unknown as Json
}
