// Tables in dBASE (.dbf), as shapefiles carry them (ESRI, Shapefile Technical Description, 1998; the
// dBASE III and IV table file structure).
import type { RawTable, RawValue } from '#sources/raw.ts'
import { columnFromValues, columnNames, columnRecord, isNothing } from '#sources/read/_columns.ts'
import { Damage, type Faults, grouped } from '#sources/read/_faults.ts'
import { decodeWindows1252 } from '#sources/read/_text.ts'

interface Field {
  readonly name: string
  readonly type: string
  readonly at: number
  readonly length: number
}

/** The rows of a table, deleted ones marked. */
export interface DbfTable extends Pick<RawTable, 'names' | 'columns' | 'length'> {
  /** Rows that are marked as deleted; they are still in the columns, so that shapes stay beside them. */
  readonly deleted: ReadonlySet<number>
}

/**
 * Reads a table.
 *
 * @param codePage What a .cpg file beside it says, '' where there is none.
 * @throws Damage
 */
export function readDbf(bytes: Uint8Array, codePage: string, faults: Faults): DbfTable {
  if (bytes.length < 32) throw new Damage(`its table (.dbf) has ${bytes.length} bytes`)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const count = view.getUint32(4, true)
  const headerBytes = view.getUint16(8, true)
  const rowBytes = view.getUint16(10, true)
  const decode = decoderFor(codePage, bytes, headerBytes, faults)
  const fields: Field[] = []
  let place = 1
  for (
    let at = 32;
    at + 32 <= headerBytes && at + 32 <= bytes.length && bytes[at] !== 0x0d;
    at += 32
  ) {
    const length = bytes[at + 16]
    const name = decode(upToZero(bytes.subarray(at, at + 11))).trim()
    fields.push({ name, type: String.fromCharCode(bytes[at + 11]), at: place, length })
    place += length
  }
  if (fields.length === 0 || place > rowBytes)
    throw new Damage('the header of its table (.dbf) is damaged')
  if (headerBytes + count * rowBytes > bytes.length) {
    const whole = Math.max(0, Math.floor((bytes.length - headerBytes) / rowBytes))
    throw new Damage(
      `its table (.dbf) is cut short: it holds ${grouped(whole)} of ${grouped(count)} rows`,
    )
  }
  const deleted = new Set<number>()
  const columns: RawValue[][] = fields.map(() => new Array(count))
  for (let row = 0; row < count; row++) {
    const start = headerBytes + row * rowBytes
    if (bytes[start] === 0x2a) deleted.add(row)
    for (let i = 0; i < fields.length; i++) {
      const from = start + fields[i].at
      columns[i][row] = cellValue(fields[i], bytes.subarray(from, from + fields[i].length), decode)
    }
  }
  const names = columnNames(
    fields.map(({ name }) => name),
    faults,
  )
  return {
    names,
    columns: columnRecord(names, columns.map(columnFromValues)),
    length: count,
    deleted,
  }
}

function upToZero(bytes: Uint8Array): Uint8Array {
  const end = bytes.indexOf(0)
  return end === -1 ? bytes : bytes.subarray(0, end)
}

function cellValue(
  field: Field,
  bytes: Uint8Array,
  decode: (bytes: Uint8Array) => string,
): RawValue {
  switch (field.type) {
    case 'N':
    case 'F': {
      const text = decode(bytes).trim()
      // Stars fill a field whose number did not fit.
      const value =
        text === '' || text.startsWith('*') || isNothing(text) ? Number.NaN : Number(text)
      return Number.isNaN(value) ? null : value
    }
    case 'I':
    case '+':
      return bytes.length === 4
        ? new DataView(bytes.buffer, bytes.byteOffset).getInt32(0, true)
        : null
    case 'B':
    case 'O': {
      const value =
        bytes.length === 8
          ? new DataView(bytes.buffer, bytes.byteOffset).getFloat64(0, true)
          : Number.NaN
      return Number.isFinite(value) ? value : null
    }
    case 'L': {
      const sign = String.fromCharCode(bytes[0])
      return /[YyTt]/.test(sign) ? 'true' : /[NnFf]/.test(sign) ? 'false' : null
    }
    case 'D': {
      const text = decode(bytes).trim()
      return /^\d{8}$/.test(text) && text !== '00000000'
        ? `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`
        : null
    }
    case 'C': {
      const text = decode(upToZero(bytes)).trim()
      return text === '' ? null : text
    }
  }
  return null
}

/** The way to text: as the .cpg says, else UTF-8 where the whole table is that, else Windows-1252. */
function decoderFor(
  codePage: string,
  bytes: Uint8Array,
  headerBytes: number,
  faults: Faults,
): (bytes: Uint8Array) => string {
  const label = codePage.trim().toLowerCase()
  const isLatin = /^(ansi ?)?(1252|cp1252|windows-?1252|iso-?8859-?1|8859-?1|latin-?1)$/.test(label)
  if (isLatin) return decodeWindows1252
  if (label !== '' && !/^(utf-?8|65001)$/.test(label)) {
    try {
      const number = /(\d{3,5})$/.exec(label)?.[1]
      const named = new TextDecoder(
        /^(ansi ?)?\d+$|^cp\d+$/.test(label) ? `windows-${number}` : label,
      )
      return (part) => named.decode(part)
    } catch {
      faults.add(
        'warning',
        'text-encoding',
        0,
        `The file says its texts are in "${label}", which is not known: they are read as Windows-1252`,
        'Check the accented names, or export the file in UTF-8',
      )
      return decodeWindows1252
    }
  }
  const utf8 = new TextDecoder()
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(headerBytes))
    return (part) => utf8.decode(part)
  } catch {
    if (label === '') return decodeWindows1252
    faults.add(
      'warning',
      'text-damaged',
      0,
      'The file says its texts are UTF-8, but some are not: they read with �',
      'Fetch the file again, or export it anew',
    )
    return (part) => utf8.decode(part)
  }
}
