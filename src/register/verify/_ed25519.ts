// Ed25519 signatures (RFC 8032 § 5.1) in plain arithmetic. WebCrypto has them too, but not on pages
// without HTTPS nor in every browser, and engines differ in what they accept: here the answer is one.
import { type Bytes, join } from '#register/verify/_bytes.ts'
import { sha512 } from '#register/verify/_sha2.ts'

// The curve -x² + y² = 1 + d x² y² modulo 2^255 - 19, extended coordinates.
const p = (1n << 255n) - 19n
const order = (1n << 252n) + 27742317777372353535851937790883648493n
const mod = (value: bigint): bigint => ((value % p) + p) % p
const power = (base: bigint, exponent: bigint): bigint => {
  let result = 1n
  let square = base
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) result = mod(result * square)
    square = mod(square * square)
  }
  return result
}
const d = mod(-121665n * power(121666n, p - 2n))
const rootOfMinusOne = power(2n, (p - 1n) / 4n)
type Point = readonly [x: bigint, y: bigint, z: bigint, t: bigint]

const add = ([x1, y1, z1, t1]: Point, [x2, y2, z2, t2]: Point): Point => {
  const a = mod((y1 - x1) * (y2 - x2))
  const b = mod((y1 + x1) * (y2 + x2))
  const c = mod(2n * t1 * t2 * d)
  const e = mod(2n * z1 * z2)
  return [
    mod((b - a) * (e - c)),
    mod((e + c) * (b + a)),
    mod((e - c) * (e + c)),
    mod((b - a) * (b + a)),
  ]
}
const multiply = (point: Point, by: bigint): Point => {
  let result: Point = [0n, 1n, 1n, 0n]
  let double = point
  for (let rest = by; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) result = add(result, double)
    double = add(double, double)
  }
  return result
}
const littleEndian = (bytes: Bytes): bigint =>
  bytes.reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n)

/** The point that 32 bytes name; undefined where they name none. */
const pointFrom = (bytes: Bytes): Point | undefined => {
  const value = littleEndian(bytes)
  const y = value & ((1n << 255n) - 1n)
  if (y >= p) return undefined
  const u = mod(y * y - 1n)
  const v = mod(d * y * y + 1n)
  let x = mod(u * power(v, 3n) * power(mod(u * power(v, 7n)), (p - 5n) / 8n))
  const check = mod(v * x * x)
  if (check !== u) {
    if (check !== mod(-u)) return undefined
    x = mod(x * rootOfMinusOne)
  }
  const odd = value >> 255n
  if (x === 0n && odd === 1n) return undefined
  if ((x & 1n) !== odd) x = p - x
  return [x, y, 1n, mod(x * y)]
}

/** True where the key made this signature of the message. */
export function signatureHolds(signature: Bytes, message: Bytes, publicKey: Bytes): boolean {
  const a = pointFrom(publicKey)
  const r = pointFrom(signature.subarray(0, 32))
  const s = littleEndian(signature.subarray(32))
  if (a === undefined || r === undefined || signature.length !== 64 || s >= order) return false
  const k = littleEndian(sha512(join(signature.subarray(0, 32), publicKey, message))) % order
  // The base point, y = 4/5 and x even, is written as 0x58 and then 0x66 to the end.
  const base = pointFrom(new Uint8Array(32).fill(0x66).fill(0x58, 0, 1)) as Point
  const left = multiply(base, s)
  const right = add(r, multiply(a, k))
  return (
    mod(left[0] * right[2] - right[0] * left[2]) === 0n &&
    mod(left[1] * right[2] - right[1] * left[2]) === 0n
  )
}
