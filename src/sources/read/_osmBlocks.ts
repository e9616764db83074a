// The blocks of an OpenStreetMap PBF (wiki.openstreetmap.org/wiki/PBF_Format): where they lie in the
// file, what is in them, one at a time.
import { Damage } from '#sources/read/_faults.ts'
import { ProtobufReader, readMessage } from '#sources/read/_protobuf.ts'

/** The elements of a block, handed over one after the other; their lists are only valid during the call. */
export interface BlockVisitor {
  node?(id: number, lon: number, lat: number, tags: BlockTags): void
  way?(id: number, refs: readonly number[], tags: BlockTags): void
  relation?(id: number, members: RelationMembers, tags: BlockTags): void
}

/** An element's tags: indexes of the block's strings, a value for each key. */
export interface BlockTags {
  readonly keys: readonly number[]
  readonly values: readonly number[]
  readonly strings: Strings
}

/** The members of a relation: types are 0 node, 1 way, 2 relation; roles are indexes of the strings. */
export interface RelationMembers {
  readonly ids: readonly number[]
  readonly types: readonly number[]
  readonly roles: readonly number[]
}

/** A block's own texts, decoded when first asked for. */
export interface Strings {
  /** @throws Damage where there is no such text */
  at(index: number): string
}

class BlockStrings implements Strings {
  readonly views: Uint8Array[] = []
  readonly texts: (string | undefined)[] = []
  at(index: number): string {
    const found = this.texts[index]
    if (found !== undefined) return found
    const view = this.views[index]
    if (view === undefined) throw new Damage(`text ${index} of ${this.views.length} is asked for`)
    const text = decoder.decode(view)
    this.texts[index] = text
    return text
  }
}

const decoder = new TextDecoder()

/** Which kinds of elements a block held. */
export interface BlockKinds {
  nodes: boolean
  ways: boolean
  relations: boolean
}

/** Hands a block's elements to the visitor; a kind it has no method for is passed over. @throws Damage */
export function visitBlock(content: Uint8Array, visitor: BlockVisitor): BlockKinds {
  const kinds: BlockKinds = { nodes: false, ways: false, relations: false }
  const strings = new BlockStrings()
  const groups: { start: number; end: number }[] = []
  const frame = { granularity: 100, lonOffset: 0, latOffset: 0 }
  const reader = new ProtobufReader(content)
  for (let field = reader.field(); field !== 0; field = reader.field()) {
    if (field === 10) {
      readMessage(reader, (table) => {
        for (let entry = table.field(); entry !== 0; entry = table.field()) {
          if (entry === 10) strings.views.push(table.view())
          else table.skip(entry)
        }
      })
    } else if (field === 18) {
      const end = reader.length()
      groups.push({ start: reader.at, end })
      reader.at = end
    } else if (field === 136) frame.granularity = reader.varint()
    else if (field === 152) frame.latOffset = reader.signed()
    else if (field === 160) frame.lonOffset = reader.signed()
    else reader.skip(field)
  }
  const tags: Tags = { keys: [], values: [], strings }
  for (const { start, end } of groups) {
    reader.at = start
    reader.end = end
    for (let field = reader.field(); field !== 0; field = reader.field()) {
      if (field === 10 || field === 18) kinds.nodes = true
      else if (field === 26) kinds.ways = true
      else if (field === 34) kinds.relations = true
      if (field === 18 && visitor.node !== undefined) {
        readMessage(reader, (dense) => visitDense(dense, visitor, frame, tags))
      } else if (field === 10 && visitor.node !== undefined) {
        readMessage(reader, (node) => visitNode(node, visitor, frame, tags))
      } else if (field === 26 && visitor.way !== undefined) {
        readMessage(reader, (way) => visitWay(way, visitor, tags))
      } else if (field === 34 && visitor.relation !== undefined) {
        readMessage(reader, (relation) => visitRelation(relation, visitor, tags))
      } else reader.skip(field)
    }
  }
  return kinds
}

interface Frame {
  readonly granularity: number
  readonly lonOffset: number
  readonly latOffset: number
}

interface Tags extends BlockTags {
  readonly keys: number[]
  readonly values: number[]
}

/** Nanodegrees as degrees: one division, so that the result is the double nearest to the decimal. */
const degrees = (offset: number, granularity: number, value: number) =>
  (offset + granularity * value) / 1e9

function visitDense(reader: ProtobufReader, visitor: BlockVisitor, frame: Frame, tags: Tags): void {
  const listAt = () => {
    const list = new ProtobufReader(reader.bytes)
    list.end = 0
    return list
  }
  const ids = listAt()
  const lats = listAt()
  const lons = listAt()
  const words = listAt()
  const lists: Readonly<Record<number, ProtobufReader>> = { 10: ids, 66: lats, 74: lons, 82: words }
  for (let field = reader.field(); field !== 0; field = reader.field()) {
    const list = lists[field]
    if (list === undefined) reader.skip(field)
    else {
      list.end = reader.length()
      list.at = reader.at
      reader.at = list.end
    }
  }
  const { keys, values } = tags
  let id = 0
  let lat = 0
  let lon = 0
  while (ids.at < ids.end) {
    id += ids.zigzag()
    lat += lats.zigzag()
    lon += lons.zigzag()
    keys.length = 0
    values.length = 0
    while (words.at < words.end) {
      const key = words.varint()
      if (key === 0) break
      keys.push(key)
      values.push(words.varint())
    }
    visitor.node?.(
      id,
      degrees(frame.lonOffset, frame.granularity, lon),
      degrees(frame.latOffset, frame.granularity, lat),
      tags,
    )
  }
}

function visitNode(reader: ProtobufReader, visitor: BlockVisitor, frame: Frame, tags: Tags): void {
  let id = 0
  let lat = 0
  let lon = 0
  clearTags(tags)
  for (let field = reader.field(); field !== 0; field = reader.field()) {
    if (field === 8) id = reader.zigzag()
    else if (field === 64) lat = reader.zigzag()
    else if (field === 72) lon = reader.zigzag()
    else if (!takeTags(reader, field, tags)) reader.skip(field)
  }
  checkTags(tags)
  const x = degrees(frame.lonOffset, frame.granularity, lon)
  visitor.node?.(id, x, degrees(frame.latOffset, frame.granularity, lat), tags)
}

function clearTags({ keys, values }: Tags): void {
  keys.length = 0
  values.length = 0
}

/** Keys (field 2) and values (field 3); false for any other field. */
function takeTags(reader: ProtobufReader, field: number, { keys, values }: Tags): boolean {
  if (field === 18) packed(reader, keys)
  else if (field === 26) packed(reader, values)
  else return false
  return true
}

function checkTags({ keys, values }: Tags): void {
  if (keys.length !== values.length) throw new Damage('an element has keys without values')
}

/** A packed list of varints, put behind what a list holds. */
function packed(reader: ProtobufReader, list: number[]): void {
  const end = reader.length()
  while (reader.at < end) list.push(reader.varint())
}

/** A packed list of differences, put into a list as their sums. */
function packedSums(reader: ProtobufReader, list: number[]): void {
  const end = reader.length()
  let sum = 0
  while (reader.at < end) {
    sum += reader.zigzag()
    list.push(sum)
  }
}

function visitWay(reader: ProtobufReader, visitor: BlockVisitor, tags: Tags): void {
  let id = 0
  const refs: number[] = []
  clearTags(tags)
  for (let field = reader.field(); field !== 0; field = reader.field()) {
    if (field === 8) id = reader.varint()
    else if (field === 66) packedSums(reader, refs)
    else if (!takeTags(reader, field, tags)) reader.skip(field)
  }
  checkTags(tags)
  visitor.way?.(id, refs, tags)
}

function visitRelation(reader: ProtobufReader, visitor: BlockVisitor, tags: Tags): void {
  let id = 0
  const members = { ids: [] as number[], types: [] as number[], roles: [] as number[] }
  clearTags(tags)
  for (let field = reader.field(); field !== 0; field = reader.field()) {
    if (field === 8) id = reader.varint()
    else if (field === 66) packed(reader, members.roles)
    else if (field === 74) packedSums(reader, members.ids)
    else if (field === 82) packed(reader, members.types)
    else if (!takeTags(reader, field, tags)) reader.skip(field)
  }
  checkTags(tags)
  const { ids, types, roles } = members
  if (ids.length !== types.length || ids.length !== roles.length) {
    throw new Damage(`relation ${id} has members without a type or a role`)
  }
  visitor.relation?.(id, members, tags)
}
