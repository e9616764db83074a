// The tables of the one database, and the migrations that make them; the same on the embedded database
// and on an operator's own.
import { type Generated, type Kysely, type Migration, type MigrationProvider, sql } from 'kysely'
import type { Json } from '#base/canonical.ts'
import {
  computedPlanMigration,
  type DialogueTables,
  dialogueMigration,
  dialogueTableNames,
  formActMigration,
} from '#store/dialogueTables.ts'
import { countsMigration, type ListingTables, listingMigration } from '#store/listingTable.ts'

/** The tables as queries see them; whole numbers stay below 2^53. */
export interface Tables extends ListingTables, DialogueTables {
  /** One row for each record: its newest version. */
  record_head: {
    id: string
    kind: string
    version: number
    /** Hidden from pages by a moderator; the log keeps it. */
    hidden: Generated<boolean>
  }
  /** Every version of every record; each is one entry of the log. */
  record_version: {
    id: string
    version: number
    kind: string
    /** As the log has it: commitments in the place of free texts. */
    data: Json
    time: string
    by: string
    entry_key: number
  }
  /** The words behind the commitments; erased by setting salt and text to null. */
  record_text: {
    id: string
    version: number
    at: string
    salt: string | null
    text: string | null
  }
  /** Which record's newest version refers to which record. */
  record_reference: {
    id: string
    version: number
    at: string
    target: string
  }
  /** Which record names which file. */
  record_file: {
    id: string
    version: number
    digest: string
  }
  /** Files that were kept; what they hold stands beside the database, under their digest. */
  upload: {
    digest: string
    type: string
    bytes: number
    created: string
    by: string
  }
  /** Entries of the log. */
  log_entry: {
    key: Generated<number>
    bytes: Uint8Array
    idx: number
  }
  /** Hashes of full tiles: the rows of levels from 1. */
  log_node: {
    level: number
    idx: number
    hash: Uint8Array
  }
  /** Every checkpoint that was signed. */
  log_checkpoint: {
    size: number
    note: string
  }
  account: {
    id: string
    kind: string
    /** What a page shows: an official's name, a resident's pseudonym. */
    name: string
    email: string | null
    created: string
    suspended: Generated<boolean>
    /** A resident's pseudonym is shown once a moderator has seen it. */
    name_seen: Generated<boolean>
  }
  /** What an account may do, and for whom. */
  account_role: {
    account: string
    role: string
    /** The signatory's record; empty where the role is for the whole register. */
    signatory: string
  }
  invitation: {
    token_hash: string
    role: string
    signatory: string
    email: string
    invited_by: string
    expires: string
    used: string | null
  }
  email_link: {
    token_hash: string
    email: string
    /** Only the browser that asked may use it. */
    browser_hash: string
    expires: string
    used: string | null
  }
  passkey: {
    credential: string
    account: string
    public_key: Uint8Array
    counter: number
    transports: string
    created: string
    name: Generated<string>
  }
  challenge: {
    hash: string
    account: string | null
    expires: string
  }
  /** What someone told the moderators of a record; not public. */
  flag: {
    id: string
    record: string
    reason: string
    created: string
    closed: string | null
  }
  session: {
    token_hash: string
    account: string
    csrf: string
    created: string
    seen: string
    expires: string
    /** `passkey` or `email`: what a session may do depends on how it was opened. */
    by: string
  }
  /** Signatures that one official has made and a second has not confirmed yet. */
  pending_signature: {
    id: string
    declaration: string
    signatory: string
    act: string
    date: string
    official: string
    created: string
    closed: string | null
  }
}

/** The tables in an order in which each stands on those before it; derived ones are in no backup. */
export const tableNames = [
  'log_entry',
  'log_node',
  'log_checkpoint',
  'record_head',
  'record_version',
  'record_text',
  'record_reference',
  'record_file',
  'account',
  'upload',
  'account_role',
  'invitation',
  'email_link',
  'passkey',
  'challenge',
  'session',
  'pending_signature',
  ...dialogueTableNames,
  'flag',
] as const satisfies readonly Exclude<keyof Tables, keyof ListingTables>[]

/** Those that hold nothing but what the public may read. */
export const publicTableNames = tableNames.slice(0, 8)

const migrations: Readonly<Record<string, Migration>> = {
  '001-register': {
    async up(db: Kysely<unknown>) {
      await sql`
        create table log_entry (
          key bigint generated always as identity primary key,
          bytes bytea not null check (length(bytes) between 2 and 65535),
          idx bigint unique check (idx >= 0)
        )`.execute(db)
      await sql`create index log_entry_waiting on log_entry (key) where idx is null`.execute(db)
      await sql`
        create table log_node (
          level smallint not null check (level >= 1),
          idx bigint not null,
          hash bytea not null check (length(hash) = 32),
          primary key (level, idx)
        )`.execute(db)
      await sql`
        create table log_checkpoint (size bigint primary key, note text not null)`.execute(db)
      await sql`
        create table record_head (
          id text primary key,
          kind text not null,
          version integer not null check (version >= 1),
          hidden boolean not null default false
        )`.execute(db)
      await sql`create index record_head_kind on record_head (kind, id)`.execute(db)
      await sql`
        create table record_version (
          id text not null references record_head deferrable initially deferred,
          version integer not null check (version >= 1),
          kind text not null,
          data jsonb not null,
          time text not null,
          by text not null,
          entry_key bigint not null unique references log_entry,
          primary key (id, version)
        )`.execute(db)
      await sql`
        create table record_text (
          id text not null,
          version integer not null,
          at text not null,
          salt text,
          text text,
          primary key (id, version, at),
          foreign key (id, version) references record_version,
          check ((salt is null) = (text is null))
        )`.execute(db)
      await sql`
        create table record_reference (
          id text not null,
          version integer not null,
          at text not null,
          target text not null references record_head,
          primary key (id, version, at),
          foreign key (id, version) references record_version
        )`.execute(db)
      await sql`create index record_reference_target on record_reference (target)`.execute(db)
    },
  },
  '002-accounts': {
    async up(db: Kysely<unknown>) {
      const tables = [
        sql`create table account (
          id text primary key, kind text not null, name text not null, email text unique,
          created text not null, suspended boolean not null default false)`,
        sql`create table account_role (
          account text not null references account, role text not null,
          signatory text not null, primary key (account, role, signatory))`,
        sql`create table invitation (
          token_hash text primary key, role text not null, signatory text not null,
          email text not null, invited_by text not null, expires text not null, used text)`,
        sql`create table email_link (
          token_hash text primary key, email text not null, browser_hash text not null,
          expires text not null, used text)`,
        sql`create table passkey (
          credential text primary key, account text not null references account,
          public_key bytea not null, counter bigint not null, transports text not null,
          created text not null)`,
        sql`create table challenge (
          hash text primary key, account text, expires text not null)`,
        sql`create table session (
          token_hash text primary key, account text not null references account,
          csrf text not null, created text not null, seen text not null, expires text not null,
          by text not null)`,
        sql`create index session_account on session (account)`,
        sql`create table pending_signature (
          id text primary key, declaration text not null, signatory text not null,
          act text not null, date text not null, official text not null references account,
          created text not null, closed text)`,
      ]
      for (const table of tables) await table.execute(db)
    },
  },
  '003-files': {
    async up(db: Kysely<unknown>) {
      // Entries get their number when they are written; the outbox for those without one is gone.
      await sql`drop index log_entry_waiting`.execute(db)
      await sql`alter table log_entry alter column idx set not null`.execute(db)
      await sql`
        create table record_file (
          id text not null,
          version integer not null,
          digest text not null,
          primary key (id, version, digest),
          foreign key (id, version) references record_version
        )`.execute(db)
      await sql`create index record_file_digest on record_file (digest)`.execute(db)
    },
  },
  '004-uploads': {
    async up(db: Kysely<unknown>) {
      await sql`
        create table upload (
          digest text primary key,
          type text not null,
          bytes integer not null,
          created text not null,
          by text not null
        )`.execute(db)
    },
  },
  '005-people': {
    async up(db: Kysely<unknown>) {
      await sql`alter table account add column name_seen boolean not null default true`.execute(db)
      await sql`alter table passkey add column name text not null default ''`.execute(db)
      await sql`create index passkey_account on passkey (account)`.execute(db)
      await sql`
        create table flag (
          id text primary key, record text not null, reason text not null,
          created text not null, closed text)`.execute(db)
      await sql`create index flag_open on flag (created) where closed is null`.execute(db)
    },
  },
  '009-references': {
    async up(db: Kysely<unknown>) {
      // Records are found by what their newest version refers to; what older ones did stands in their entries.
      await sql`
        delete from record_reference f using record_head h
        where h.id = f.id and f.version < h.version`.execute(db)
    },
  },
}

/** The migrations, oldest first. */
export const migrationProvider: MigrationProvider = {
  getMigrations: async () => ({
    ...migrations,
    '003-listing': listingMigration,
    '005-dialogue': dialogueMigration,
    '006-counts': countsMigration,
    '007-computed-plans': computedPlanMigration,
    '008-form-acts': formActMigration,
  }),
}
