// The walls between the rooms, made from one table. A room may import itself and what stands here.

const instruments = ['geo', 'radio', 'graph', 'finance']

/** Who may import whom. To add an import that this table forbids, move the shared idea further down. */
export const rooms = {
  base: [],
  geo: ['base'],
  graph: ['base'],
  finance: ['base'],
  radio: ['base', 'geo'],
  country: ['base', 'geo', 'finance'],
  example: ['base', 'geo', 'country', 'finance'],
  sources: ['base', 'geo', 'country', 'finance'],
  gap: ['base', 'geo', 'radio', 'country'],
  options: ['base', ...instruments, 'country', 'gap'],
  plan: ['base', 'geo', 'graph', 'finance', 'country', 'gap', 'options'],
  roadmap: ['base', 'finance', 'country', 'plan'],
  funding: ['base', 'finance', 'country', 'gap', 'plan', 'roadmap'],
  register: ['base'],
  accounts: ['base', 'register'],
  dialogue: ['base', 'country', 'register'],
  store: ['base', 'register', 'accounts', 'dialogue'],
}

/** Rooms that may use the machine; every other one takes bytes and runs in a browser. */
const machineRooms = ['store', 'accounts', 'faces']

const roomRules = Object.entries(rooms).map(([room, allowed]) => ({
  name: `${room}-imports`,
  comment: `Room ${room}/ may import ${allowed.length === 0 ? 'no other room' : `only ${allowed.join(', ')}`}. Move what both need into a room below, or let the composition (study.ts, pledge.ts) bring the two together.`,
  severity: 'error',
  from: { path: `^src/${room}/` },
  to: { path: '^src/', pathNot: `^src/(${[room, ...allowed].join('|')})/` },
}))

export default {
  forbidden: [
    ...roomRules,
    {
      name: 'compositions',
      comment:
        'study.ts, pledge.ts and their like join stages; readers, the store and faces come from outside.',
      severity: 'error',
      from: { path: '^src/[^/]+\\.ts$', pathNot: '^src/index\\.ts$' },
      to: { path: '^src/(sources|store|faces)/' },
    },
    {
      name: 'door',
      comment:
        'index.ts is what a browser loads: it re-exports stages and readers, never what needs a machine.',
      severity: 'error',
      from: { path: '^src/index\\.ts$' },
      to: { path: '^src/(store|accounts|faces)/|^src/sources/(files|nodeSqlite)\\.ts$' },
    },
    {
      name: 'no-machine-in-the-engine',
      comment:
        'Only sources/files.ts (and the SQLite behind GeoPackage), store/, accounts/ and faces/ may import node:*. Take bytes, a clock or a network as arguments.',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: `^src/(${machineRooms.join('|')})/|^src/sources/(files|nodeSqlite)\\.ts$`,
      },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'options-stand-alone',
      comment:
        'One option never imports another: what they share is a helper (_name.ts) or an instrument.',
      severity: 'error',
      from: { path: '^src/options/(fibre|microwave|fixedWireless|satellite|cellular)[^/]*\\.ts$' },
      to: {
        path: '^src/options/(fibre|microwave|fixedWireless|satellite|cellular)',
        pathNot: '^src/options/$1',
      },
    },
    {
      name: 'private-helpers',
      comment: 'A file named _helper.ts is private to its room.',
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: { path: '^src/[^/]+/.*_[^/]+\\.ts$', pathNot: '^src/$1/' },
    },
    {
      name: 'no-cycles',
      comment:
        'Imports point one way. Find the type or value that both files want and give it its own file below.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'nothing-imports-a-test',
      comment: 'Tests stand on the code, never the other way.',
      severity: 'error',
      from: { path: '^(src|web)/', pathNot: '^web/test/' },
      to: { path: '^(test|web/test)/' },
    },
    {
      name: 'web-through-the-door',
      comment:
        'web/ uses the package’s exports (src/index.ts), or the verifier, which stands alone; from the API only types.',
      severity: 'error',
      from: { path: '^web/', pathNot: '^web/test/' },
      to: {
        path: '^src/',
        pathNot: '^src/(index|register/verify/(verify|inclusion))\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'no-orphan-room',
      comment:
        'A folder in src/ that the table of rooms does not list: add it to `rooms` in .dependency-cruiser.mjs, with what it may import.',
      severity: 'error',
      from: {
        path: '^src/[^/]+/',
        pathNot: `^src/(${[...Object.keys(rooms), 'faces'].join('|')})/`,
      },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^web/dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
}
