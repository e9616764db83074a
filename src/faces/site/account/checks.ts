// What the forms of accounts ask of everyone: an address, a name, that one is of age, a reason.
import { mailAddress } from '#accounts/mailer.ts'
import type { Problem } from '#base/problem.ts'
import type { SentForm } from '#faces/site/forms.ts'
import { RefusedError } from '#store/draft.ts'

/** A problem of one field. */
export function fieldProblem(code: string, name: string, message: string, cure: string): Problem {
  return {
    level: 'error',
    code,
    at: { source: 'form', table: `form/${name}`, row: 0 },
    message,
    cure,
  }
}

/** Refuses with every problem that there is. */
export function refuse(...problems: readonly (Problem | undefined)[]): void {
  const all = problems.filter((each) => each !== undefined)
  if (all.length > 0) throw new RefusedError(all)
}

/** What is wrong with the address that was typed. */
export function emailProblem(sent: SentForm): Problem | undefined {
  return mailAddress(sent.text('email')) !== undefined
    ? undefined
    : fieldProblem(
        'mail-wrong',
        'email',
        'This is no e-mail address',
        'Type it as in name@city.example',
      )
}

/** The address that was typed; refuses one that mail cannot reach. */
export function emailOf(sent: SentForm): string {
  refuse(emailProblem(sent))
  return mailAddress(sent.text('email')) as string
}

/** The most characters of a name. */
export const nameMost = 60

/** What is wrong with a name. */
export function nameProblem(name: string): Problem | undefined {
  const trimmed = name.trim()
  // A name that holds an address or marks that reorder text could pass for something else.
  const fits =
    [...trimmed].length >= 2 &&
    [...trimmed].length <= nameMost &&
    /^[\p{L}\p{M}\p{N} .,'’\-·]+$/u.test(trimmed) &&
    /\p{L}/u.test(trimmed)
  return fits
    ? undefined
    : fieldProblem(
        'name-wrong',
        'name',
        `A name has 2 to ${nameMost} letters and digits`,
        'Choose one without other signs',
      )
}

/** Adults only, by their own word; nobody is asked for a day of birth. */
export function adultProblem(sent: SentForm): Problem | undefined {
  return sent.text('adult') === 'yes'
    ? undefined
    : fieldProblem(
        'adult-missing',
        'adult',
        'Accounts are for adults',
        'Tick the box if you are 18 or older',
      )
}

/** A reason is due for whatever others may read. */
export function reasonProblem(sent: SentForm): Problem | undefined {
  const length = [...sent.text('reason').trim()].length
  return length >= 3 && length <= 2000
    ? undefined
    : fieldProblem(
        'reason-missing',
        'reason',
        'There is no reason, or a very long one',
        'Say why, in 3 to 2000 characters',
      )
}
