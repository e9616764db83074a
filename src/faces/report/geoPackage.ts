// Layers as a GeoPackage (OGC 12-128r19, version 1.3) with units and meanings (schema extension) and
// attribution (metadata extension). The same layers give the same bytes: no clock is asked.
import { DatabaseSync } from 'node:sqlite'
import { type ColumnSpec, isMissing } from '#base/table.ts'
import { type Attribution, attributionLine, attributionOfLayer } from '#faces/report/attribution.ts'
import type { LayerGeometry, PublicLayer } from '#faces/report/layers.ts'
import { findExtent, lineWkb, multiPolygonWkb, pointWkb } from '#faces/report/wellKnownBinary.ts'
import type { FlatLine } from '#geo/shapes.ts'

const wgs84 =
  'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]'

/** What the standard asks of every GeoPackage, and the two extensions used here. */
const ground = `
PRAGMA application_id = 1196444487;
PRAGMA user_version = 10300;
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
INSERT INTO gpkg_spatial_ref_sys VALUES ('Undefined cartesian', -1, 'NONE', -1, 'undefined', NULL), ('Undefined geographic', 0, 'NONE', 0, 'undefined', NULL), ('WGS 84', 4326, 'EPSG', 4326, '${wgs84}', 'longitude, latitude');
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '', last_change DATETIME NOT NULL, min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER, CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL, CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name), CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name), CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
CREATE TABLE gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL, scope TEXT NOT NULL, CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
INSERT INTO gpkg_extensions VALUES ('gpkg_metadata', NULL, 'gpkg_metadata', 'http://www.geopackage.org/spec131/#extension_metadata', 'read-write'), ('gpkg_metadata_reference', NULL, 'gpkg_metadata', 'http://www.geopackage.org/spec131/#extension_metadata', 'read-write'), ('gpkg_data_columns', NULL, 'gpkg_schema', 'http://www.geopackage.org/spec131/#extension_schema', 'read-write'), ('gpkg_data_column_constraints', NULL, 'gpkg_schema', 'http://www.geopackage.org/spec131/#extension_schema', 'read-write');
CREATE TABLE gpkg_metadata (id INTEGER CONSTRAINT m_pk PRIMARY KEY ASC NOT NULL, md_scope TEXT NOT NULL DEFAULT 'dataset', md_standard_uri TEXT NOT NULL, mime_type TEXT NOT NULL DEFAULT 'text/xml', metadata TEXT NOT NULL DEFAULT '');
CREATE TABLE gpkg_metadata_reference (reference_scope TEXT NOT NULL, table_name TEXT, column_name TEXT, row_id_value INTEGER, timestamp DATETIME NOT NULL, md_file_id INTEGER NOT NULL, md_parent_id INTEGER, CONSTRAINT crmr_mfi_fk FOREIGN KEY (md_file_id) REFERENCES gpkg_metadata(id), CONSTRAINT crmr_mpi_fk FOREIGN KEY (md_parent_id) REFERENCES gpkg_metadata(id));
CREATE TABLE gpkg_data_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT, description TEXT, mime_type TEXT, constraint_name TEXT, CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name), CONSTRAINT gdc_tn UNIQUE (table_name, name));
CREATE TABLE gpkg_data_column_constraints (constraint_name TEXT NOT NULL, constraint_type TEXT NOT NULL, value TEXT, min NUMERIC, min_is_inclusive BOOLEAN, max NUMERIC, max_is_inclusive BOOLEAN, description TEXT, CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value));
`

/** The standard asks for times; a file that is a function of its inputs has none but the epoch. */
const noTime = '1970-01-01T00:00:00.000Z'

/** Layers as the bytes of one GeoPackage. */
export function layersToGeoPackage(
  layers: readonly PublicLayer[],
  attribution: Attribution,
): Uint8Array {
  const database = new DatabaseSync(':memory:')
  try {
    database.exec(ground)
    database.exec('BEGIN')
    const metadata = database.prepare("INSERT INTO gpkg_metadata VALUES (?, 'dataset', ?, ?, ?)")
    metadata.run(
      1,
      'https://www.w3.org/TR/vocab-dcat-3/',
      'text/plain',
      attributionLine(attribution),
    )
    metadata.run(
      2,
      'https://www.w3.org/TR/vocab-dcat-3/',
      'application/json',
      JSON.stringify(attribution),
    )
    const reference = database.prepare(
      'INSERT INTO gpkg_metadata_reference VALUES (?, ?, NULL, NULL, ?, ?, NULL)',
    )
    reference.run('geopackage', null, noTime, 1)
    reference.run('geopackage', null, noTime, 2)
    layers.forEach((layer, i) => {
      const line = attributionLine(attributionOfLayer(attribution, layer))
      writeLayer(database, layer, line)
      metadata.run(i + 3, 'https://www.w3.org/TR/vocab-dcat-3/', 'text/plain', line)
      reference.run('table', layer.name, noTime, i + 3)
    })
    database.exec('COMMIT')
    return database.serialize()
  } finally {
    database.close()
  }
}

const sqlTypes = { f64: 'DOUBLE', f32: 'FLOAT', i32: 'MEDIUMINT', u8: 'MEDIUMINT', text: 'TEXT' }

/** `id` is the source's own; GeoPackage wants a whole number of its own beside it. */
function writeLayer(database: DatabaseSync, layer: PublicLayer, credit: string): void {
  const { name, means, schema, table, length, geometry } = layer
  const columns: readonly (readonly [string, ColumnSpec])[] = Object.entries(schema)
  const definitions = columns.map(([column, spec]) => `"${column}" ${sqlTypes[spec.type]}`)
  database.exec(
    `CREATE TABLE "${name}" (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom ${geometry.type.toUpperCase()}, ${definitions.join(', ')})`,
  )
  const box = findExtent(linesOf(geometry, length))
  database
    .prepare("INSERT INTO gpkg_contents VALUES (?, 'features', ?, ?, ?, ?, ?, ?, ?, 4326)")
    .run(
      name,
      name,
      `${means}. ${credit}`,
      noTime,
      box?.west ?? null,
      box?.south ?? null,
      box?.east ?? null,
      box?.north ?? null,
    )
  database
    .prepare("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, 4326, 0, 0)")
    .run(name, geometry.type.toUpperCase())
  const describe = database.prepare(
    'INSERT INTO gpkg_data_columns VALUES (?, ?, ?, ?, ?, NULL, NULL)',
  )
  for (const [column, { unit, means: meaning }] of columns)
    describe.run(name, column, column, unit === '' ? column : `${column} (${unit})`, meaning)

  const insert = database.prepare(
    `INSERT INTO "${name}" VALUES (NULL, ?${', ?'.repeat(columns.length)})`,
  )
  for (let row = 0; row < length; row++) {
    const values = columns.map(([column, spec]) => {
      const value = table[column][row] as string | number
      return isMissing(spec, value) ? null : value
    })
    insert.run(geometryBlob(geometry, row), ...values)
  }
}

function linesOf(geometry: LayerGeometry, length: number): FlatLine[] {
  if (geometry.type === 'LineString') return [...geometry.lines]
  if (geometry.type === 'MultiPolygon') return geometry.polygons.flat(2)
  return Array.from({ length }, (_, i) => Float64Array.of(geometry.lon[i], geometry.lat[i]))
}

/** A GeoPackage geometry: `GP`, version, flags, reference system, then well-known binary. */
function geometryBlob(geometry: LayerGeometry, row: number): Uint8Array | null {
  const wkb = geometryWkb(geometry, row)
  if (wkb === null) return null
  const blob = new Uint8Array(8 + wkb.length)
  blob.set([0x47, 0x50, 0, 1])
  new DataView(blob.buffer).setInt32(4, 4326, true)
  blob.set(wkb, 8)
  return blob
}

/** The geometry of a row as well-known binary; null where it has none. */
export function geometryWkb(geometry: LayerGeometry, row: number): Uint8Array | null {
  if (geometry.type === 'Point') return pointWkb(geometry.lon[row], geometry.lat[row])
  if (geometry.type === 'LineString')
    return geometry.lines[row].length < 4 ? null : lineWkb(geometry.lines[row])
  return geometry.polygons[row].length === 0 ? null : multiPolygonWkb(geometry.polygons[row])
}
