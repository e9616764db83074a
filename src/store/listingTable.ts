// The table that lists are read from: one row for each record that has a page of its own, with what a
// list is chosen by and where a commitment stands. Derived from the log alone, so it is in no backup.
import { type Kysely, type Migration, type RawBuilder, sql } from 'kysely'
import type { Json } from '#base/canonical.ts'

/** The derived tables as queries see them. */
export interface ListingTables {
  listing: {
    id: string
    kind: string
    /** Index of the first version's entry: the order of lists. */
    idx: number
    /** Index of the newest version's entry. */
    changed: number
    hidden: boolean
    /** What sort of its kind it is: a city, a satellite project, an adoption. */
    class: string | null
    signatory: string | null
    declaration: string | null
    programme: string | null
    countries: string[]
    /** A commitment's target day. */
    due: string | null
    state: string | null
    disputed: boolean
    /** A made-up signatory. */
    fictional: boolean
    /** `CommitmentProgress` on the day it was last calculated. */
    progress: Json | null
    /** The first day on which the calculation may come out otherwise with no new record. */
    changes_on: string | null
  }
  /** How many rows of the listing are shown, by kind and part; kept with every change of a row. */
  listing_count: {
    kind: string
    /** A commitment's state; of signatories, `fictional` or nothing. */
    part: string
    n: number
  }
  /** One row: how many entries of the log the listing has taken in. */
  listing_mark: {
    one: boolean
    size: number
  }
}

/** Makes the derived tables. */
export const listingMigration: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      create table listing (
        id text primary key,
        kind text not null,
        idx bigint not null,
        changed bigint not null,
        hidden boolean not null,
        class text,
        signatory text,
        declaration text,
        programme text,
        countries text[] not null,
        due text,
        state text,
        disputed boolean not null,
        fictional boolean not null,
        progress jsonb,
        changes_on text
      )`.execute(db)
    for (const columns of [
      'kind, idx',
      'kind, signatory, idx',
      'kind, declaration, idx',
      'kind, declaration, signatory, idx',
      'kind, state, idx',
    ])
      await sql`create index on listing (${sql.raw(columns)})`.execute(db)
    await sql`create index on listing (kind) where not fictional and kind = 'signatory'`.execute(db)
    // Titles and names are looked through for words; nothing else of the words is.
    await sql`create index on record_text (id, version) include (text)
      where at = '/data/title' or at = '/data/name'`.execute(db)
    await sql`create index on listing (programme) where programme is not null`.execute(db)
    await sql`create index on listing (changes_on) where changes_on is not null`.execute(db)
    await sql`
      create table listing_mark (
        one boolean primary key default true check (one), size bigint not null)`.execute(db)
  },
}

/** What of its kind a row is counted as. */
export const partOf = (table: 'listing' | 'given'): RawBuilder<string> => sql`
  coalesce(${sql.ref(`${table}.state`)}, case when ${sql.ref(`${table}.fictional`)} then 'fictional' else '' end)`

/** Makes the table of counts, and counts what is listed already. */
export const countsMigration: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      create table listing_count (
        kind text not null, part text not null, n bigint not null,
        primary key (kind, part))`.execute(db)
    await sql`
      insert into listing_count (kind, part, n)
      select kind, ${partOf('listing')}, count(*) from listing where not hidden
      group by 1, 2`.execute(db)
  },
}
