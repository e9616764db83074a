// Protocol buffers as OpenStreetMap's PBF needs them: varints, fields, packed lists (protobuf.dev,
// Encoding). One reader is moved over many messages, so that nothing is made per message.
import { Damage } from '#sources/read/_faults.ts'

const twoTo62 = 0x4000_0000 * 0x1_0000_0000

const tooShort = () => new Damage('a message ends before its last value')

/** A place in some bytes. */
export class ProtobufReader {
  bytes: Uint8Array
  at = 0
  end: number

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
    this.end = bytes.length
  }

  /** The next field's number and wire type as one number (`number << 3 | type`); 0 at the end. */
  field(): number {
    if (this.at >= this.end) return 0
    const field = this.varint()
    if (field < 8) throw new Damage('a field has the number 0')
    return field
  }

  /** An unsigned varint; beyond 2^53 it loses digits, which no id or coordinate reaches. */
  varint(): number {
    const { bytes } = this
    let at = this.at
    let byte = bytes[at++]
    let value = byte & 0x7f
    // Nearly every number has at most 28 bits, which whole-number arithmetic holds.
    if (byte >= 0x80) {
      byte = bytes[at++]
      value |= (byte & 0x7f) << 7
      if (byte >= 0x80) {
        byte = bytes[at++]
        value |= (byte & 0x7f) << 14
        if (byte >= 0x80) {
          byte = bytes[at++]
          value |= (byte & 0x7f) << 21
          if (byte >= 0x80) return this.longVarint(at, value)
        }
      }
    }
    if (at > this.end) throw tooShort()
    this.at = at
    return value
  }

  /** The rest of a varint whose first four bytes are read. */
  longVarint(from: number, low: number): number {
    let value = low
    let scale = 0x1000_0000
    for (let at = from; at < from + 6; at++) {
      if (at >= this.end) throw tooShort()
      const byte = this.bytes[at]
      value += (byte & 0x7f) * scale
      if (byte < 0x80) {
        this.at = at + 1
        return value
      }
      scale *= 128
    }
    throw new Damage('a number has more than ten bytes')
  }

  /** A zigzag varint: 0, -1, 1, -2, … */
  zigzag(): number {
    const value = this.varint()
    if (value < 0x4000_0000) return (value >>> 1) ^ -(value & 1)
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2
  }

  /** A varint that stands for a signed 64-bit number in two's complement. */
  signed(): number {
    const value = this.varint()
    return value >= 2 * twoTo62 ? value - 4 * twoTo62 : value
  }

  /** The end of a message or packed list that starts here. */
  length(): number {
    const length = this.varint()
    const end = this.at + length
    if (!(end <= this.end)) throw tooShort()
    return end
  }

  /** The bytes of a field, as a view. */
  view(): Uint8Array {
    const end = this.length()
    const view = this.bytes.subarray(this.at, end)
    this.at = end
    return view
  }

  /** Passes over a field that is not wanted. */
  skip(field: number): void {
    switch (field & 7) {
      case 0:
        this.varint()
        return
      case 1:
        this.at += 8
        break
      case 2:
        this.at = this.length()
        return
      case 5:
        this.at += 4
        break
      default:
        throw new Damage(`a field has the unknown wire type ${field & 7}`)
    }
    if (this.at > this.end) throw tooShort()
  }
}

/** The message of a field of bytes: reads it with `read` and goes on after it. */
export function readMessage(reader: ProtobufReader, read: (reader: ProtobufReader) => void): void {
  const end = reader.length()
  const outer = reader.end
  reader.end = end
  read(reader)
  reader.at = end
  reader.end = outer
}
