import { gzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { readSteinLib } from '#graph/readSteinLib.ts'

const whole = `33D32945 STP File, STP Format Version 1.0

SECTION Comment
Name "three"
END

SECTION Graph
Nodes 4
Edges 3
E 1 2 1.5
E 2 3 2
E 3 4 0
END

SECTION Terminals
Terminals 2
T 1
T 3
END

SECTION Coordinates
DD 1 0 0
END

EOF
`
const bytesOf = (text: string) => new TextEncoder().encode(text)
const read = (text: string) => readSteinLib(bytesOf(text), 'case.stp')

describe('readSteinLib()', () => {
  test('reads a network and its terminals, counted from 0', () => {
    const { network, problems } = read(whole)
    expect(problems).toEqual([])
    expect([...(network?.graph.from ?? [])]).toEqual([0, 1, 2])
    expect([...(network?.graph.cost ?? [])]).toEqual([1.5, 2, 0])
    expect([...(network?.terminals ?? [])]).toEqual([0, 2])
    expect(network?.root).toBe(-1)
    expect(network?.prizes).toBeUndefined()
  })

  test('reads the same from gzip and with Windows line ends', () => {
    const plain = read(whole)
    expect(readSteinLib(gzipSync(bytesOf(whole)), 'case.stp')).toEqual(plain)
    expect(read(whole.replaceAll('\n', '\r\n'))).toEqual(plain)
  })

  test('reads prizes and a root that is counted among the terminals', () => {
    const text = whole.replace('Terminals 2\nT 1\nT 3', 'Terminals 3\nRootP 1\nTP 2 4.5\nTP 3 1')
    const { network, problems } = read(text)
    expect(problems).toEqual([])
    expect(network?.root).toBe(0)
    expect([...(network?.prizes ?? [])]).toEqual([0, 4.5, 1, 0])
  })

  test.each([
    ['a negative weight', 'E 2 3 2', 'E 2 3 -2', 'line 11 has the weight "-2"'],
    ['a weight that is no number', 'E 2 3 2', 'E 2 3 x', 'line 11 has the weight "x"'],
    ['a missing weight', 'E 2 3 2', 'E 2 3', 'line 11 has 2 values'],
    ['a self-loop', 'E 2 3 2', 'E 2 2 2', 'line 11 joins node 2 to itself'],
    ['an id out of range', 'E 2 3 2', 'E 2 5 2', 'line 11 names node "5"'],
    ['an id of 0', 'E 2 3 2', 'E 0 3 2', 'line 11 names node "0"'],
    ['a terminal out of range', 'T 3', 'T 9', 'line 18 names node "9"'],
    ['a terminal that is no number', 'T 3', 'T -', 'line 18 names node "-"'],
    ['fewer edges than announced', 'Edges 3', 'Edges 4', '4 edges are announced and 3 given'],
    ['fewer terminals than announced', 'Terminals 2', 'Terminals 5', '5 terminals are announced'],
    ['no terminals', 'Terminals 2\nT 1\nT 3\n', '', 'no line gives a terminal'],
    ['an absurd size', 'Nodes 4', 'Nodes 99999999999', 'line 8 gives "99999999999" nodes'],
    ['an open section', 'END\n\nSECTION Term', 'SECTION Term', 'line 13 comes before the END'],
    ['directed arcs', 'E 2 3 2', 'A 2 3 2', 'line 11 gives a directed arc'],
    ['a line of something else', 'E 2 3 2', 'Q 2 3 2', 'line 11 begins with "Q"'],
  ])('names %s with its line', (_, from, to, words) => {
    const text = whole.replace(from, to)
    expect(text).not.toBe(whole)
    const { network, problems } = read(text)
    expect(network).toBeUndefined()
    expect(problems.map(({ message }) => message).join('\n')).toContain(words)
    expect(problems.every(({ level }) => level === 'error')).toBe(true)
  })

  test('names the terminal that no path joins to the first', () => {
    const { network, problems } = read(whole.replace('E 2 3 2\n', '').replace('Edges 3', 'Edges 2'))
    expect(network).toBeUndefined()
    expect(problems.map(({ message, at }) => [message, at.row])).toEqual([
      ['Cannot read "case.stp": line 17 names terminal 3, which no path joins to node 1', 17],
    ])
  })

  test('a file cut off at any byte is an error, never a smaller network', () => {
    const end = whole.indexOf('EOF') + 3
    for (let length = 0; length < end; length++) {
      const { network, problems } = read(whole.slice(0, length))
      expect({ length, read: network !== undefined, problems: problems.length > 0 }).toEqual({
        length,
        read: false,
        problems: true,
      })
    }
  })

  test('a gzip file cut off at any byte is an error', () => {
    const packed = gzipSync(bytesOf(whole))
    for (let length = 0; length < packed.length; length += 5)
      expect(readSteinLib(packed.slice(0, length), 'case.stp').network).toBeUndefined()
  })

  test('lists every fault of a file, up to a hundred', () => {
    const edges = Array.from({ length: 300 }, () => 'E 1 1 1').join('\n')
    const { problems } = read(whole.replace('E 2 3 2', edges))
    expect(problems.length).toBe(100)
  })

  test('asks for no terminals where only the network matters', () => {
    const text = whole.replace('Terminals 2\nT 1\nT 3\n', '')
    const { network } = readSteinLib(bytesOf(text), 'case.stp', { needsTerminals: false })
    expect(network?.graph.edgeCount).toBe(3)
  })
})
