// Plans that were computed anew for a consultation, kept with what anyone needs to compute them again. One
// that its owner has not published as a change is only a trial, and no page of the public's.
import type { Kysely } from 'kysely'
import type { Json } from '#base/canonical.ts'
import type { PlanFigures } from '#register/records/consultations.ts'
import type { Tables } from '#store/tables.ts'

/** A computed plan. */
export interface ComputedPlan {
  readonly consultation: string
  readonly study: string
  readonly digest: string
  /** The plan that it stands beside. */
  readonly before: string
  readonly settings: readonly { readonly name: string; readonly value: Json }[]
  readonly was: PlanFigures
  readonly becomes: PlanFigures
  /** The plan as the command line prints it. */
  readonly document: Json
  readonly by: string
  readonly created: string
}

/** A plan's short name in addresses: the first sixteen digits of its digest. */
export function planCode(digest: string): string {
  return digest.replace(/^sha256:/, '').slice(0, 16)
}

/** The table of computed plans. */
export class ComputedPlans {
  readonly #db: Kysely<Tables>

  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  /** Keeps a plan; one that is kept already stays as it is. */
  async keep(plan: ComputedPlan): Promise<void> {
    const { settings, was, becomes, document, ...rest } = plan
    const json = (value: unknown): Json => JSON.stringify(value) as unknown as Json
    await this.#db
      .insertInto('computed_plan')
      .values({
        ...rest,
        code: planCode(plan.digest),
        settings: json(settings),
        was: json(was),
        becomes: json(becomes),
        document: json(document),
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }

  /** A consultation's plans, newest first, without what they are long by. */
  of(consultation: string): Promise<Pick<ComputedPlan, 'digest' | 'created' | 'by'>[]> {
    return this.#db
      .selectFrom('computed_plan')
      .select(['digest', 'created', 'by'])
      .where('consultation', '=', consultation)
      .orderBy('created', 'desc')
      .execute()
  }

  /** A consultation's plan by its short name. */
  async find(consultation: string, code: string): Promise<ComputedPlan | undefined> {
    const row = await this.#db
      .selectFrom('computed_plan')
      .selectAll()
      .where('consultation', '=', consultation)
      .where('code', '=', code)
      .executeTakeFirst()
    return row as unknown as ComputedPlan | undefined
  }
}
