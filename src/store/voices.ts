// Taking part in consultations: the group a person chose, comments that wait for a moderator, support under a
// name used once, and the count at the end. Which group someone is of never leaves this file.
import type { Kysely } from 'kysely'
import { type Actor, actsForOthers, checkMayEnter, holds } from '#accounts/roles.ts'
import type { Json } from '#base/canonical.ts'
import { checkAct } from '#dialogue/acts.ts'
import { type Choice, publishResults } from '#dialogue/disclosure.ts'
import type { Act } from '#dialogue/held.ts'
import { type WaitReason, waitReasons } from '#dialogue/moderation.ts'
import { type StakeholderGroup, stakeholderGroups } from '#register/records/consultations.ts'
import { checkRecord, type RecordData } from '#register/records.ts'
import type { Dialogue } from '#store/dialogue.ts'
import { newId, problem, RefusedError, type Taken } from '#store/draft.ts'
import type { Tables } from '#store/tables.ts'

/** What became of a comment: it stands, or a moderator reads it first. */
export type Said = { readonly taken: Taken } | { readonly waits: readonly WaitReason[] }

/** A comment that waits. */
export interface HeldComment {
  readonly id: string
  readonly account: string
  readonly data: RecordData<'comment'>
  readonly reasons: readonly string[]
  readonly created: string
}

/** How someone takes part: as whom, and in which language to be written to. */
export interface Part {
  /** '' where the group is chosen already. */
  readonly group: string
  readonly language?: string
}

/** People's voices in consultations. */
export class Voices {
  readonly #dialogue: Dialogue
  readonly #db: Kysely<Tables>

  constructor(dialogue: Dialogue) {
    this.#dialogue = dialogue
    this.#db = dialogue.register.database.db
  }

  /** The group in which an account takes part; undefined where it has not chosen. */
  async groupOf(consultation: string, account: string): Promise<StakeholderGroup | undefined> {
    const row = await this.#db
      .selectFrom('participant')
      .select('stakeholder')
      .where('consultation', '=', consultation)
      .where('account', '=', account)
      .executeTakeFirst()
    return row?.stakeholder as StakeholderGroup | undefined
  }

  /** Chooses the group, once: who could change it could be found by the difference. */
  async #join(
    consultation: string,
    account: string,
    { group, language = 'en' }: Part,
  ): Promise<void> {
    if (await this.groupOf(consultation, account)) return
    if (!(stakeholderGroups as readonly string[]).includes(group))
      throw new RefusedError([
        problem(
          'group-missing',
          'support/group',
          'It does not say which group you speak as',
          'Choose the one that fits you best; it is never shown beside your name',
        ),
      ])
    await this.#db
      .insertInto('participant')
      .values({
        consultation,
        account,
        stakeholder: group,
        since: this.#dialogue.register.now(),
        language,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }

  /**
   * Says something: it enters the register, or waits where its author is new or it looks like spam.
   *
   * @throws RefusedError where it may not be said.
   */
  async say(actor: Actor, data: RecordData<'comment'>, part: Part): Promise<Said> {
    await this.#check(actor, { kind: 'comment', data })
    await this.#join(data.consultation, actor.account, part)
    const reasons = await this.#waitReasons(actor, data)
    if (reasons.length === 0) {
      const json = data as unknown as Json
      return { taken: await this.#dialogue.enter(actor, 'comment', json) }
    }
    await this.#db
      .insertInto('held_comment')
      .values({
        id: newId(),
        account: actor.account,
        data: JSON.stringify(data) as unknown as Json,
        reasons: reasons.join(' '),
        created: this.#dialogue.register.now(),
        decision: null,
        decided_by: null,
        decided: null,
        note: null,
      })
      .execute()
    return { waits: reasons }
  }

  async #check(actor: Actor, act: Extract<Act, { kind: 'comment' | 'support' }>): Promise<void> {
    const unsound = checkRecord(act.kind, act.data, 'dialogue')
    const around = await this.#dialogue.snapshot()
    const problems =
      unsound.length > 0 ? unsound : [...checkMayEnter(actor, act.kind), ...checkAct(act, around)]
    if (
      act.data.consultation !== '' &&
      around.find('consultation', act.data.consultation) === undefined
    )
      problems.push(
        problem(
          'reference-unknown',
          `${act.kind}/consultation`,
          'There is no such consultation',
          'Follow the link in its page',
        ),
      )
    if (problems.length > 0) throw new RefusedError(problems)
  }

  async #waitReasons(actor: Actor, data: RecordData<'comment'>): Promise<WaitReason[]> {
    // Those who answer for a signatory, and the register's own people, were invited by name.
    if (actsForOthers(actor)) return []
    const own = await this.#db
      .selectFrom('held_comment')
      .select(['decision', 'data', 'created'])
      .where('account', '=', actor.account)
      .execute()
    const around = await this.#dialogue.snapshot()
    const standing = around.all('comment').filter(({ by }) => by === actor.account)
    const refused = own.filter(({ decision }) => decision === 'refused').length
    const waiting = own.filter(({ decision }) => decision === null)
    return waitReasons(
      `${data.title ?? ''}\n${data.text}`,
      { accepted: standing.length, refused },
      [
        ...standing.slice(-5).map((comment) => `${comment.data.title ?? ''}\n${comment.data.text}`),
        ...waiting.map((held) => {
          const { title, text } = held.data as { title?: string; text: string }
          return `${title ?? ''}\n${text}`
        }),
      ],
    )
  }

  /** Comments that wait, oldest first. */
  async waiting(most = 50): Promise<HeldComment[]> {
    const rows = await this.#db
      .selectFrom('held_comment')
      .select(['id', 'account', 'data', 'reasons', 'created'])
      .where('decision', 'is', null)
      .orderBy('created')
      .limit(most)
      .execute()
    return rows.map((row) => ({
      ...row,
      data: row.data as unknown as RecordData<'comment'>,
      reasons: row.reasons.split(' '),
    }))
  }

  /** What became of an account's own comments that waited in a consultation. */
  async ownHeld(consultation: string, account: string) {
    const rows = await this.#db
      .selectFrom('held_comment')
      .select(['data', 'decision', 'note', 'created'])
      .where('account', '=', account)
      .orderBy('created')
      .execute()
    return rows
      .map((row) => ({ ...row, data: row.data as unknown as RecordData<'comment'> }))
      .filter(({ data }) => data.consultation === consultation)
  }

  /**
   * Lets a comment that waited into the register, under its author's name, or refuses it with a reason.
   *
   * @throws RefusedError where the actor is no moderator, or another was faster.
   */
  async decide(actor: Actor, id: string, pass: boolean, note: string): Promise<void> {
    if (!holds(actor, 'moderator') || actor.by !== 'passkey' || actor.suspended)
      throw new RefusedError([
        problem('role-missing', 'moderation', 'Only a moderator may decide', 'Ask the operator'),
      ])
    if (!pass && note.trim() === '')
      throw new RefusedError([
        problem(
          'reason-missing',
          'moderation/note',
          'It does not say why',
          'Give the author a reason',
        ),
      ])
    const held = await this.#db
      .updateTable('held_comment')
      .set({
        decision: pass ? 'passed' : 'refused',
        decided_by: actor.account,
        decided: this.#dialogue.register.now(),
        note,
      })
      .where('id', '=', id)
      .where('decision', 'is', null)
      .returning(['account', 'data'])
      .executeTakeFirst()
    if (held === undefined)
      throw new RefusedError([
        problem('decided-already', 'moderation', 'It is decided already', 'Go on with the next'),
      ])
    // Its author said it while the consultation was open; that a moderator read it later takes nothing away.
    if (pass)
      await this.#dialogue.register.append({ kind: 'comment', data: held.data, by: held.account })
  }

  /**
   * Chooses an option of a section, supports a proposal, or takes either back. The register holds it under a
   * name used once, so that nobody can put together what one person supports.
   *
   * @throws RefusedError where the consultation is closed, or there is no such choice.
   */
  async support(actor: Actor, data: RecordData<'support'>, part: Part): Promise<void> {
    // One at a time for each account: two clicks at one moment are one voice. One server has the database.
    const key = actor.account
    const before = this.#acting.get(key) ?? Promise.resolve()
    const mine = before.catch(() => undefined).then(() => this.#support(actor, data, part))
    this.#acting.set(key, mine)
    try {
      await mine
    } finally {
      if (this.#acting.get(key) === mine) this.#acting.delete(key)
    }
  }

  readonly #acting = new Map<string, Promise<void>>()

  async #support(actor: Actor, data: RecordData<'support'>, part: Part): Promise<void> {
    await this.#check(actor, { kind: 'support', data })
    const { consultation, section } = data
    await this.#join(consultation, actor.account, part)
    const target = data.proposal ?? `section:${section}`
    const held = await this.#db
      .selectFrom('supporter')
      .select(['record', 'once', 'choice'])
      .where('consultation', '=', consultation)
      .where('account', '=', actor.account)
      .where('target', '=', target)
      .executeTakeFirst()
    const choice = data.act === 'take' ? '' : (data.option ?? 'yes')
    if ((held?.choice ?? '') === choice) return
    const once = held?.once ?? newId()
    const { id } = await this.#dialogue.register.append({
      kind: 'support',
      data: data as unknown as Json,
      by: once,
      ...(held === undefined ? {} : { id: held.record }),
    })
    await this.#db
      .insertInto('supporter')
      .values({ consultation, account: actor.account, target, record: id, once, choice })
      .onConflict((conflict) =>
        conflict.columns(['consultation', 'account', 'target']).doUpdateSet({ choice }),
      )
      .execute()
  }

  /** What an account supports in a consultation: choice by section or proposal. */
  async ownSupport(consultation: string, account: string): Promise<ReadonlyMap<string, string>> {
    const rows = await this.#db
      .selectFrom('supporter')
      .select(['target', 'choice'])
      .where('consultation', '=', consultation)
      .where('account', '=', account)
      .execute()
    return new Map(rows.map(({ target, choice }) => [target, choice]))
  }

  /** The results of a closed consultation, with what would tell of few withheld. */
  async results(consultation: string): Promise<RecordData<'outcome'>['sections']> {
    const around = await this.#dialogue.snapshot()
    const sections = (around.find('consultation', consultation)?.data.sections ?? [])
      .filter(({ options }) => options.length > 0)
      .map(({ code, options }) => ({ code, options: options.map((option) => option.code) }))
    const rows = await this.#db
      .selectFrom('supporter as s')
      .innerJoin('participant as p', (join) =>
        join.onRef('p.consultation', '=', 's.consultation').onRef('p.account', '=', 's.account'),
      )
      .select(['s.account', 's.target', 's.choice', 'p.stakeholder'])
      .where('s.consultation', '=', consultation)
      .where('s.choice', '<>', '')
      .execute()
    const choices = rows.map(
      ({ account, target, choice, stakeholder }): Choice => ({
        person: account,
        section: target.replace(/^section:/, ''),
        option: choice,
        group: stakeholder as StakeholderGroup,
      }),
    )
    return publishResults(sections, choices).map(({ code, options, totals, groups }) => ({
      code,
      options: options.map((option, i) => ({ code: option, count: totals[i] })),
      groups: groups.map(({ group, count, counts }) => ({
        group,
        ...(count === undefined ? {} : { count }),
        options: counts.flatMap((value, i) =>
          value === undefined ? [] : [{ code: options[i], count: value }],
        ),
      })),
    }))
  }

  /** Everyone who took part and gave an address, with the language in which they did. */
  async participants(
    consultation: string,
  ): Promise<{ readonly account: string; readonly email: string; readonly language: string }[]> {
    const rows = await this.#db
      .selectFrom('participant as p')
      .innerJoin('account as a', 'a.id', 'p.account')
      .select(['p.account', 'a.email', 'p.language'])
      .where('p.consultation', '=', consultation)
      .where('a.suspended', '=', false)
      .orderBy('p.account')
      .execute()
    return rows.flatMap(({ account, email, language }) =>
      email === null ? [] : [{ account, email, language }],
    )
  }

  /** Accounts that support one of some proposals; told to nobody but themselves. */
  async supportersOf(
    consultation: string,
    proposals: readonly string[],
  ): Promise<ReadonlySet<string>> {
    if (proposals.length === 0) return new Set()
    const rows = await this.#db
      .selectFrom('supporter')
      .select('account')
      .where('consultation', '=', consultation)
      .where('target', 'in', [...proposals])
      .where('choice', '<>', '')
      .execute()
    return new Set(rows.map(({ account }) => account))
  }
}
