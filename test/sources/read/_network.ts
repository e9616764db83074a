// One made-up network in the three forms the Open Fibre Data Standard publishes, as its versions 0.3 and 0.4
// structure them (schemas, GeoJSON transformation and CSV reference): only the cable's owner and the
// schema's address differ. It says by id alone what the standard lets it: an organisation and a phase.
type Json = Record<string, unknown>

/** A version of the standard, as its files state it. */
export type Version = '0.3' | '0.4'

const schemaOf: Readonly<Record<Version, string>> = {
  '0.3':
    'https://raw.githubusercontent.com/Open-Telecoms-Data/open-fibre-data-standard/0__3__0/schema/network-schema.json',
  '0.4': 'https://standard.ofds.info/en/0__4__0/network-schema.json',
}

const ownerIn = (version: Version): string =>
  version === '0.3' ? 'physicalInfrastructureProvider' : 'transmissionMediumOwner'

const id = '5f2c8c0e-6d2e-4a9c-9f1e-0c6f5c1a7b10'
const organisations = [
  { id: 'XA-1', name: 'Ari Cable', roles: ['physicalInfrastructureProvider'] },
  { id: 'XA-2', name: 'Beno Net', roles: ['networkProvider'] },
  { id: 'XA-3', name: 'Cero Net', roles: ['networkProvider'] },
]
const phases = [{ id: 'p1', name: 'Coast' }]

/** The network as JSON; `schema` replaces the address of the schema it states. */
export function networkJson(version: Version, schema = schemaOf[version]): Json {
  const owner = ownerIn(version)
  return {
    id,
    name: 'Coast Network',
    links: [{ href: schema, rel: 'describedby' }],
    crs: {
      name: 'urn:ogc:def:crs:OGC::CRS84',
      uri: 'http://www.opengis.net/def/crs/OGC/1.3/CRS84',
    },
    nodes: [
      {
        id: '1',
        name: 'Gate',
        phase: { id: 'p1' },
        status: 'operational',
        location: { type: 'Point', coordinates: [40, -10] },
        type: ['cableLanding'],
        accessPoint: true,
        [owner]: { id: 'XA-1', name: 'Ari Cable' },
        networkProviders: [{ id: 'XA-2', name: 'Beno Net' }, { id: 'XA-3' }],
      },
      {
        id: '2',
        name: 'Hill',
        phase: { id: 'p1', name: 'Coast' },
        status: 'underConstruction',
        location: { type: 'Point', coordinates: [40.1, -10] },
        accessPoint: false,
        [owner]: { id: 'XA-1' },
      },
      {
        id: '3',
        name: 'Old',
        status: 'decommissioned',
        location: { type: 'Point', coordinates: [40.2, -10] },
      },
    ],
    spans: [
      {
        id: '1',
        name: 'Gate to Hill',
        phase: { id: 'p1' },
        status: 'operational',
        start: '1',
        end: '2',
        route: {
          type: 'LineString',
          coordinates: [
            [40, -10],
            [40.05, -10],
            [40.1, -10],
          ],
        },
        [owner]: { id: 'XA-1', name: 'Ari Cable' },
        networkProviders: [{ id: 'XA-3' }],
        transmissionMedium: ['fibre'],
      },
      {
        id: '2',
        name: 'Hill to Old',
        status: 'proposed',
        start: '2',
        end: '3',
        route: {
          type: 'LineString',
          coordinates: [
            [40.1, -10],
            [40.2, -10],
          ],
        },
        [owner]: { id: 'XA-1' },
        transmissionMedium: ['fibre', 'microwave'],
      },
      {
        id: '3',
        name: 'Over the bay',
        status: 'operational',
        start: '1',
        end: '3',
        route: {
          type: 'LineString',
          coordinates: [
            [40, -10],
            [40.2, -10],
          ],
        },
        [owner]: { id: 'XA-1', name: 'Ari Cable' },
        transmissionMedium: ['microwave'],
      },
    ],
    phases,
    organisations,
  }
}

/** The nodes or spans as GeoJSON: references are replaced by what they name, nodes' ids by nodes. */
export function networkGeoJson(list: 'nodes' | 'spans', version: Version, schema?: string): Json {
  const network = networkJson(version, schema)
  const rows = network[list] as Json[]
  const { nodes, spans: _, phases: __, organisations: ___, ...rest } = network
  const find = (from: readonly Json[], value: unknown): unknown =>
    value === undefined ? undefined : from.find((one) => one.id === ((value as Json).id ?? value))
  const owner = ownerIn(version)
  return {
    type: 'FeatureCollection',
    features: rows.map(({ location, route, ...row }) => ({
      type: 'Feature',
      geometry: location ?? route,
      properties: {
        ...row,
        phase: find(phases, row.phase),
        [owner]: find(organisations, row[owner]),
        networkProviders: (row.networkProviders as Json[] | undefined)?.map((one) =>
          find(organisations, one),
        ),
        ...(list === 'nodes'
          ? {}
          : { start: find(nodes as Json[], row.start), end: find(nodes as Json[], row.end) }),
        network: rest,
        featureType: list.slice(0, -1),
      },
    })),
  }
}

/** The network as the standard's CSV tables, by name. */
export function networkCsv(version: Version, schema = schemaOf[version]): Record<string, string> {
  const owner = ownerIn(version)
  const table = (...lines: readonly string[]): string => `${lines.join('\n')}\n`
  return {
    'nodes.csv': table(
      `id,nodes/0/id,nodes/0/name,nodes/0/phase/id,nodes/0/phase/name,nodes/0/status,nodes/0/location,nodes/0/type,nodes/0/accessPoint,nodes/0/${owner}/id,nodes/0/${owner}/name`,
      `${id},1,Gate,p1,,operational,POINT (40 -10),cableLanding,True,XA-1,Ari Cable`,
      `${id},2,Hill,p1,Coast,underConstruction,POINT (40.1 -10),,False,XA-1,`,
      `${id},3,Old,,,decommissioned,POINT (40.2 -10),,,,`,
    ),
    'nodes_networkProviders.csv': table(
      'id,nodes/0/id,nodes/0/networkProviders/0/id,nodes/0/networkProviders/0/name',
      `${id},1,XA-2,Beno Net`,
      `${id},1,XA-3,`,
    ),
    'nodes_internationalConnections.csv': table(
      'id,nodes/0/id,nodes/0/internationalConnections/0/streetAddress,nodes/0/internationalConnections/0/country',
      `${id},1,,XB`,
    ),
    'spans.csv': table(
      `id,spans/0/id,spans/0/name,spans/0/phase/id,spans/0/phase/name,spans/0/status,spans/0/start,spans/0/end,spans/0/route,spans/0/${owner}/id,spans/0/${owner}/name,spans/0/transmissionMedium`,
      `${id},1,Gate to Hill,p1,,operational,1,2,"LINESTRING (40 -10, 40.05 -10, 40.1 -10)",XA-1,Ari Cable,fibre`,
      `${id},2,Hill to Old,,,proposed,2,3,"LINESTRING (40.1 -10, 40.2 -10)",XA-1,,fibre;microwave`,
      `${id},3,Over the bay,,,operational,1,3,"LINESTRING (40 -10, 40.2 -10)",XA-1,Ari Cable,microwave`,
    ),
    'spans_networkProviders.csv': table(
      'id,spans/0/id,spans/0/networkProviders/0/id,spans/0/networkProviders/0/name',
      `${id},1,XA-3,`,
    ),
    'phases.csv': table('id,phases/0/id,phases/0/name', `${id},p1,Coast`),
    'organisations.csv': table(
      'id,organisations/0/id,organisations/0/name,organisations/0/roles',
      `${id},XA-1,Ari Cable,physicalInfrastructureProvider`,
      `${id},XA-2,Beno Net,networkProvider`,
      `${id},XA-3,Cero Net,networkProvider`,
    ),
    'links.csv': table('id,links/0/href,links/0/rel', `${id},${schema},describedby`),
    'networks.csv': table(
      'id,name,crs/name,crs/uri',
      `${id},Coast Network,urn:ogc:def:crs:OGC::CRS84,http://www.opengis.net/def/crs/OGC/1.3/CRS84`,
    ),
  }
}
