// SHA-256 and SHA-512 (FIPS 180-4) in plain arithmetic: fast where a log has many entries, and there on
// pages without HTTPS, where WebCrypto is not.

type Bytes = Uint8Array

// The constants are the first bits of roots of primes: computed, not copied.
const primes: bigint[] = []
for (let n = 2n; primes.length < 80; n++)
  if (primes.every((prime) => n % prime > 0n)) primes.push(n)
const root64 = (prime: bigint, power: bigint): bigint => {
  const target = prime << (64n * power)
  let found = 0n
  for (let bit = 1n << 68n; bit > 0n; bit >>= 1n) {
    const next = found | bit
    if ((power === 2n ? next * next : next * next * next) <= target) found = next
  }
  return BigInt.asUintN(64, found)
}
const rounds64 = primes.map((prime) => root64(prime, 3n))
const start64 = primes.slice(0, 8).map((prime) => root64(prime, 2n))
const rounds32 = Int32Array.from(rounds64, (round) => Number(round >> 32n))
const start32 = Int32Array.from(start64, (word) => Number(word >> 32n))

/** The message with its length, filled up to whole blocks. */
const padded = (message: Bytes, block: number): DataView => {
  const length = Math.ceil((message.length + 1 + block / 8) / block) * block
  const bytes = new Uint8Array(length)
  bytes.set(message)
  bytes[message.length] = 0x80
  const view = new DataView(bytes.buffer)
  view.setBigUint64(length - 8, BigInt(message.length) * 8n)
  return view
}

const words = new Int32Array(64)

/** SHA-256 of bytes. */
export function sha256(message: Bytes): Bytes {
  const view = padded(message, 64)
  const state = start32.slice()
  for (let block = 0; block < view.byteLength; block += 64) {
    for (let i = 0; i < 16; i++) words[i] = view.getInt32(block + i * 4)
    for (let i = 16; i < 64; i++) {
      const x = words[i - 15]
      const y = words[i - 2]
      const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3)
      const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10)
      words[i] = (words[i - 16] + s0 + words[i - 7] + s1) | 0
    }
    let [a, b, c, d, e, f, g, h] = state
    for (let i = 0; i < 64; i++) {
      const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))
      const t1 = (h + s1 + ((e & f) ^ (~e & g)) + rounds32[i] + words[i]) | 0
      const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
      h = g
      g = f
      f = e
      e = (d + t1) | 0
      d = c
      c = b
      b = a
      a = (t1 + t2) | 0
    }
    const next = [a, b, c, d, e, f, g, h]
    for (let i = 0; i < 8; i++) state[i] += next[i]
  }
  const digest = new DataView(new ArrayBuffer(32))
  state.forEach((word, i) => {
    digest.setInt32(i * 4, word)
  })
  return new Uint8Array(digest.buffer)
}

/** SHA-512 of bytes: only Ed25519 without WebCrypto asks for it, so it may be slow. */
export function sha512(message: Bytes): Bytes {
  const wrap = (value: bigint): bigint => BigInt.asUintN(64, value)
  const turn = (value: bigint, by: bigint): bigint => (value >> by) | wrap(value << (64n - by))
  const view = padded(message, 128)
  const state = [...start64]
  for (let block = 0; block < view.byteLength; block += 128) {
    const w = Array.from({ length: 16 }, (_, i) => view.getBigUint64(block + i * 8))
    for (let i = 16; i < 80; i++) {
      const x = w[i - 15]
      const y = w[i - 2]
      const s0 = turn(x, 1n) ^ turn(x, 8n) ^ (x >> 7n)
      const s1 = turn(y, 19n) ^ turn(y, 61n) ^ (y >> 6n)
      w.push(wrap(w[i - 16] + s0 + w[i - 7] + s1))
    }
    let held = [...state]
    for (let i = 0; i < 80; i++) {
      const [a, b, c, d, e, f, g, h] = held
      const s1 = turn(e, 14n) ^ turn(e, 18n) ^ turn(e, 41n)
      const t1 = h + s1 + ((e & f) ^ (wrap(~e) & g)) + rounds64[i] + w[i]
      const s0 = turn(a, 28n) ^ turn(a, 34n) ^ turn(a, 39n)
      held = [wrap(t1 + s0 + ((a & b) ^ (a & c) ^ (b & c))), a, b, c, wrap(d + t1), e, f, g]
    }
    held.forEach((word, i) => {
      state[i] = wrap(state[i] + word)
    })
  }
  const digest = new DataView(new ArrayBuffer(64))
  state.forEach((word, i) => {
    digest.setBigUint64(i * 8, word)
  })
  return new Uint8Array(digest.buffer)
}
