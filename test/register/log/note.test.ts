// Signed notes, checkpoints and cosignatures against the standard's examples and Node's own Ed25519.
import { createPublicKey, verify } from 'node:crypto'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { base64ToBytes, bytesToBase64, utf8 } from '#register/log/bytes.ts'
import {
  openCheckpoint,
  ProofError,
  readCheckpoint,
  writeCheckpoint,
} from '#register/log/checkpoint.ts'
import {
  findSignature,
  readNote,
  readVkey,
  signatureLine,
  signerKey,
  writeNote,
  writeVkey,
} from '#register/log/note.ts'
import { emptyRoot } from '#register/log/tree.ts'
import { haveVectors, readJson, tesseraKey, vectors } from './vectors.ts'

const key = signerKey('log.example/test', new Uint8Array(32).fill(7))
const head = { origin: key.name, size: 5, root: emptyRoot() }

const nodeVerifies = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) =>
  verify(
    null,
    message,
    createPublicKey({
      key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicKey).toString('base64url') },
      format: 'jwk',
    }),
    signature,
  )

test('base64ToBytes() is the inverse of bytesToBase64() and takes one spelling only', () => {
  for (let length = 0; length < 20; length++) {
    const bytes = Buffer.from(Array.from({ length }, (_, i) => (i * 71 + length * 13) % 256))
    expect(bytesToBase64(bytes)).toBe(bytes.toString('base64'))
    expect(Buffer.from(base64ToBytes(bytes.toString('base64')))).toEqual(bytes)
  }
  for (const text of ['AB', 'AB=', 'AA==\n', 'AB==', 'A===', 'AAA-', '====', 'AAAA='])
    expect(() => base64ToBytes(text), text).toThrow(SyntaxError)
})

test('writeNote() makes a note that readNote() and findSignature() open, and Node agrees', () => {
  const note = readNote(writeNote('Two lines\n\nwith a gap\n', [key]))
  expect(note.text).toBe('Two lines\n\nwith a gap\n')
  expect(findSignature(note, key)).toEqual({ by: 'signed' })
  expect(nodeVerifies(key.publicKey, utf8(note.text), note.signatures[0].signature)).toBe(true)
  const other = signerKey(key.name, new Uint8Array(32).fill(8))
  expect(findSignature(note, other)).toEqual({ by: 'absent' })
})

test('findSignature() calls a note forged when its text or the signature was changed', () => {
  const note = writeNote('A promise\n', [key])
  expect(findSignature(readNote(note.replace('promise', 'premise')), key).by).toBe('forged')
  const { text, signatures } = readNote(note)
  for (const bit of [0, 255, 256, 511]) {
    const signature = signatures[0].signature.slice()
    signature[bit >> 3] ^= 1 << (bit & 7)
    const changed = { text, signatures: [{ ...signatures[0], signature }] }
    expect(findSignature(changed, key).by).toBe('forged')
  }
})

test('signatureLine() of a cosigner carries its time and signs it with the checkpoint', () => {
  const witness = signerKey('witness.example/w1', new Uint8Array(32).fill(9), 4)
  const text = writeCheckpoint(head, [key])
  const note = readNote(text + signatureLine(witness, readNote(text).text, 1_679_315_147))
  expect(findSignature(note, witness)).toEqual({ by: 'signed', timeSeconds: 1_679_315_147 })
  const { signature } = note.signatures[1]
  const message = utf8(`cosignature/v1\ntime 1679315147\n${note.text}`)
  expect(nodeVerifies(witness.publicKey, message, signature.slice(8))).toBe(true)
  const later = signature.slice()
  later[7] ^= 1
  const changed = { ...note, signatures: [{ ...note.signatures[1], signature: later }] }
  expect(findSignature(changed, witness).by).toBe('forged')
})

test('readVkey() is the inverse of writeVkey(), and refuses a wrong id, type or length', () => {
  const vkey = writeVkey(key)
  expect(readVkey(vkey)).toMatchObject({ name: key.name, type: 1, id: key.id })
  expect(writeVkey(readVkey(tesseraKey))).toBe(tesseraKey)
  const [name, id, bytes] = vkey.split('+')
  for (const bad of ['', name, `${name}+${id}`, `${name}+00000000+${bytes}`, `a b+${id}+${bytes}`])
    expect(() => readVkey(bad), bad).toThrow(SyntaxError)
  expect(() => signerKey('a+b', new Uint8Array(32))).toThrow(RangeError)
})

test('readNote() refuses what is no note', () => {
  const good = writeNote('Text\n', [key])
  for (const bad of [
    '',
    'Text\n',
    good.slice(0, -1),
    good.replace('— ', '- '),
    good.replace('Text', 'Te\u0000xt'),
    good.replace('Text', 'Te\rxt'),
    good + 'garbage\n',
    `Text\n\n— ${key.name} AAAA\n`,
  ])
    expect(() => readNote(bad), JSON.stringify(bad)).toThrow(SyntaxError)
})

test('openCheckpoint() gives the tree, and refuses another log, another key and odd numbers', () => {
  const text = writeCheckpoint(head, [key])
  expect(openCheckpoint(text, key)).toEqual(head)
  expect(() => openCheckpoint(text, signerKey(key.name, new Uint8Array(32)))).toThrow(ProofError)
  expect(() => openCheckpoint(text, key, 'another.example/log')).toThrow(ProofError)
  expect(() => openCheckpoint(text.replace('\n5\n', '\n6\n'), key)).toThrow(ProofError)
  for (const size of ['05', '+5', '5.0', '-5', '', '9007199254740993'])
    expect(() => readCheckpoint(text.replace('\n5\n', `\n${size}\n`)), size).toThrow(SyntaxError)
})

test.skipIf(!haveVectors)('findSignature() accepts the example note of C2SP signed-note', () => {
  const { signedNote } = readJson<{ signedNote: { vkey: string; note: string } }>(
    join(vectors, 'c2sp', 'vectors.json'),
  )
  expect(findSignature(readNote(signedNote.note), readVkey(signedNote.vkey)).by).toBe('signed')
})

test.skipIf(!haveVectors)(
  'readCheckpoint() reads the witness examples’ checkpoint with both of its signatures',
  () => {
    const { witnessExamples } = readJson<{ witnessExamples: string[] }>(
      join(vectors, 'c2sp', 'vectors.json'),
    )
    // The request: old size and proof, a blank line, then the checkpoint; the answer: cosignature lines.
    const checkpoint = witnessExamples[0].slice(witnessExamples[0].indexOf('\n\n') + 2).trimEnd()
    const { head: read, note } = readCheckpoint(`${checkpoint}\n`)
    expect(read).toMatchObject({ origin: 'example.com/behind-the-sofa', size: 20_852_163 })
    expect(note.signatures.length).toBe(2)
    const answer = readNote(`${note.text}\n${witnessExamples[1].trim()}\n`)
    expect(answer.signatures.map(({ name }) => name)).toEqual([
      'witness.example/w1',
      'witness.example/w1',
      'witness.example/w2',
    ])
    for (const { signature } of answer.signatures) expect(signature.length).toBe(72)
  },
)
