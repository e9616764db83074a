// What the Dialogue keeps beside the register: which group a person is of, what a person supports, comments
// that wait for a moderator, who follows what, mails to be sent, plans computed on trial. It is not public.
import { type Generated, type Kysely, type Migration, sql } from 'kysely'
import type { Json } from '#base/canonical.ts'

/** The private tables as queries see them. */
export interface DialogueTables {
  /** The group in which an account takes part in a consultation; chosen once. */
  participant: {
    consultation: string
    account: string
    stakeholder: string
    since: string
    /** In which it took part, and is written to. */
    language: Generated<string>
  }
  /** Plans computed anew because of what was said; only those published as a change are public. */
  computed_plan: {
    consultation: string
    /** The first sixteen digits of the digest. */
    code: string
    digest: string
    before: string
    study: string
    settings: Json
    was: Json
    becomes: Json
    document: Json
    by: string
    created: string
  }
  /** Which support in the register is whose; there it stands under a name used once. */
  supporter: {
    consultation: string
    account: string
    /** The section's options, or one proposal: what one person has one voice on. */
    target: string
    record: string
    once: string
    /** The option's code; empty where it was taken back, and for a proposal `yes`. */
    choice: string
  }
  /** Comments that a moderator reads before they enter the register. */
  held_comment: {
    id: string
    account: string
    data: Json
    reasons: string
    created: string
    /** `passed` or `refused`. */
    decision: string | null
    decided_by: string | null
    decided: string | null
    note: string | null
  }
  subscription: {
    id: string
    email: string
    topic: string
    rhythm: string
    language: string
    /** The secret in its mails, kept as it is: it ends this subscription and opens nothing. */
    stop: string
    confirm_hash: string
    confirmed: string | null
    created: string
    sent_until: string
  }
  /** Where forms led that were taken: the same sending again gets the same answer, after a restart too. */
  form_act: {
    /** Digest of the form's number with its sender. */
    key: string
    answer: string
    expires: string
  }
  mail_queue: {
    id: string
    recipient: string
    subject: string
    text: string
    created: string
    tries: number
    /** Not before this instant. */
    due: string
  }
}

/** Their names, in an order in which each stands on those before it. */
export const dialogueTableNames = [
  'participant',
  'supporter',
  'held_comment',
  'subscription',
  'mail_queue',
  'computed_plan',
  'form_act',
] as const satisfies readonly (keyof DialogueTables)[]

/** Makes the private tables. */
export const dialogueMigration: Migration = {
  async up(db: Kysely<unknown>) {
    const tables = [
      sql`create table participant (
        consultation text not null, account text not null references account,
        stakeholder text not null, since text not null, primary key (consultation, account))`,
      sql`create table supporter (
        consultation text not null, account text not null references account,
        target text not null, record text not null, once text not null, choice text not null,
        primary key (consultation, account, target))`,
      sql`create table held_comment (
        id text primary key, account text not null references account, data jsonb not null,
        reasons text not null, created text not null, decision text, decided_by text,
        decided text, note text)`,
      sql`create index held_comment_waiting on held_comment (created) where decision is null`,
      sql`create table subscription (
        id text primary key, email text not null, topic text not null, rhythm text not null,
        language text not null, stop text not null unique, confirm_hash text not null unique,
        confirmed text, created text not null, sent_until text not null, unique (email, topic))`,
      sql`create table mail_queue (
        id text primary key, recipient text not null, subject text not null, text text not null,
        created text not null, tries integer not null, due text not null)`,
      sql`create index mail_queue_waiting on mail_queue (due)`,
    ]
    for (const table of tables) await table.execute(db)
  },
}

/** Makes room for plans computed anew, and for the language in which people took part. */
export const computedPlanMigration: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      create table computed_plan (
        consultation text not null, code text not null, digest text not null,
        before text not null, study text not null, settings jsonb not null, was jsonb not null,
        becomes jsonb not null, document jsonb not null, by text not null, created text not null,
        primary key (consultation, code))`.execute(db)
    await sql`alter table participant add column language text not null default 'en'`.execute(db)
  },
}

/** Makes room for the answers of forms that were taken. */
export const formActMigration: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      create table form_act (
        key text primary key, answer text not null, expires text not null)`.execute(db)
    await sql`create index form_act_expires on form_act (expires)`.execute(db)
  },
}
