// A register in a folder of its own, and what tests put into it.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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

export function openRegister(
  folder: string,
  more: Partial<RegisterSettings> = {},
): Promise<Register> {
  return Register.open({ folder, key, publishMilliseconds: 20, ...more })
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
