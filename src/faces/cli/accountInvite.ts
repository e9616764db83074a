// `silta account invite`: the way in for the first operator, from the machine itself.

import { mailAddress } from '#accounts/mailer.ts'
import type { Json } from '#base/canonical.ts'
import type { Problem } from '#base/problem.ts'
import { type Answer, type Call, type Command, UsageError } from '#faces/cli/command.ts'
import { usualPort } from '#faces/cli/listen.ts'
import { readSettings } from '#faces/cli/openServices.ts'
import { wholeNumber } from '#faces/cli/options.ts'
import { Accounts } from '#store/accounts.ts'
import { StoreError } from '#store/cluster.ts'
import { openDatabase } from '#store/database.ts'

/** `silta account invite --email E`. */
export const command: Command = {
  name: 'account invite',
  help: `Usage: silta account invite --email ADDRESS [--data DIR] [--port N] [--json]

Prints a link that works once, for two weeks: who opens it becomes operator of the register, makes a passkey
and invites everyone else. Works only while there is no operator. It may run beside the server.

  --email ADDRESS   the operator's address
  --data DIR        where the register keeps its data (default .silta beside the program, or SILTA_DATA)
  --port N          the port that the server listens on, where it is not ${usualPort}
  --json            {"link","problems"}

The link begins with SILTA_ORIGIN, or else with http://localhost and the port.

Example: silta account invite --email ada@city.example`,
  options: { email: { type: 'string' }, data: { type: 'string' }, port: { type: 'string' } },
  takes: [0, 0],
  run,
}

async function run({ options }: Call): Promise<Answer> {
  const email = mailAddress(typeof options.email === 'string' ? options.email : '')
  if (email === undefined)
    throw new UsageError('Cannot invite: --email must be an address, as in ada@city.example')
  const port =
    options.port === undefined ? usualPort : wholeNumber(options.port, 'port', 0, 1, 65535)
  const data = typeof options.data === 'string' ? options.data : undefined
  const {
    folder,
    databaseUrl,
    origin = `http://localhost:${port}`,
  } = readSettings(process.env, data)
  try {
    const database = await openDatabase({ folder, databaseUrl })
    try {
      const now = (): string => new Date().toISOString()
      const append = (): never => {
        throw new Error('Cannot enter a record: only the server writes')
      }
      const accounts = new Accounts({ database, now, append })
      const secret = await accounts.invitations.inviteFirstOperator(email)
      if (secret === undefined)
        return failed(
          'There is an operator already',
          'Ask the operator for an invitation; where none can sign in any more, see docs/manual/operator.md',
        )
      const link = `${origin}/account/invitation?t=${secret}`
      return {
        document: { link, problems: [] as Json[] },
        text: `${link}\nIt works once, for two weeks.`,
      }
    } finally {
      await database.done()
    }
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    return failed(error.message, error.cure)
  }
}

function failed(message: string, cure: string): Answer {
  const at = { source: 'accounts', table: '', row: 0 }
  const problem: Problem = { level: 'error', code: 'invitation-failed', at, message, cure }
  return {
    document: { link: null, problems: [problem] as unknown as Json },
    text: 'Nobody was invited',
    problems: [problem],
  }
}
