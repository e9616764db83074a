import { expect, test } from 'vitest'
import type { FibreNodeRow, Found } from '#sources/import/imported.ts'
import { faultsOf } from '#sources/read/_faults.ts'
import { mergeNodes } from '#sources/reconcile/nodes.ts'

// A thousandth of a degree of latitude is 111.2 m.
function node(id: string, lat: number, more: Partial<FibreNodeRow> = {}): Found<FibreNodeRow> {
  const row: FibreNodeRow = {
    ...{ id, name: '', lon: 40, lat, placeOrigin: 'measured', role: 'node' },
    ...{ status: 'unknown', operator: 'Ari Net', source: 0 },
    ...more,
  }
  return { row, at: { source: 'nodes.csv', table: 'nodes', row: 1 } }
}

function merged(...nodes: readonly Found<FibreNodeRow>[]) {
  const faults = faultsOf('Taruva')
  const { nodes: kept, lenders } = mergeNodes(nodes, ['First', 'Second'], faults)
  return { rows: kept.map(({ row }) => row), lenders, said: faults.list() }
}

test('mergeNodes() counts one operator’s node once, with what each source says and who said it', () => {
  const { rows, lenders, said } = merged(
    node('1', 0, { name: 'Ari' }),
    node('2', 1),
    node('a', 0.005, { source: 1, name: 'Ari POP', status: 'operational', role: 'gateway' }),
    node('b', 1.001, { source: 1, name: 'Beno', operator: '' }),
    node('c', 1.002, { source: 1, name: 'Caro' }),
  )
  expect(rows.map(({ id }) => id)).toEqual(['1', '2', 'c'])
  expect(rows[0]).toMatchObject({ lat: 0, status: 'operational', role: 'gateway', source: 0 })
  expect(rows[1]).toMatchObject({ name: 'Beno', operator: 'Ari Net' })
  expect(lenders).toEqual([1])
  const note = said.find(({ message }) => message.includes('of Ari Net'))
  expect(note?.message).toContain('Found 1 nodes of Ari Net in "Second"')
  expect(note?.message).toContain('1 stand in the later source alone')
})

test('mergeNodes() keeps apart what differs in operator, name or source, and says where states differ', () => {
  const { rows, said } = merged(
    node('1', 0, { name: 'Ari', status: 'operational' }),
    node('2', 0.0001, { name: 'Ari' }),
    node('x', 0, { source: 1, name: 'Ari', operator: 'Beno Net' }),
    node('y', 0, { source: 1, name: 'Caro' }),
    node('1', 0.004, { source: 1, name: 'Ari', status: 'construction' }),
    node('1', 0.2, { source: 1, name: 'Ari' }),
  )
  expect(rows.map(({ id }) => id)).toEqual(['1', '2', 'x', 'y', '1'])
  const dispute = said.find(({ code }) => code === 'node-disputed')
  expect(dispute).toMatchObject({ level: 'warning' })
  expect(dispute?.message).toContain('construction in "Second", and as operational in "First"')
  // Within one source nothing is merged: its own list is its own business.
  expect(merged(node('1', 0), node('2', 0)).rows).toHaveLength(2)
})
