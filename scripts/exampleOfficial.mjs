// Prints a session of an official who may act for every signatory of a running server's data folder, so that
// pictures can be taken of forms: for examples only. Run by the project's own Node, beside the server.

import { Accounts } from '#store/accounts.ts'
import { openDatabase } from '#store/database.ts'
import { newId } from '#store/draft.ts'

const database = await openDatabase({ folder: process.argv[2] })
try {
  const now = () => new Date().toISOString()
  const append = () => {
    throw new Error('Cannot enter a record: only the server writes')
  }
  const { db } = database
  const id = newId()
  const signatories = await db
    .selectFrom('record_head')
    .select('id')
    .where('kind', '=', 'signatory')
    .execute()
  await db
    .insertInto('account')
    .values({
      id,
      kind: 'official',
      name: 'Salla Orne',
      email: `${id}@city.example`,
      created: now(),
    })
    .execute()
  await db
    .insertInto('account_role')
    .values(signatories.map((each) => ({ account: id, role: 'official', signatory: each.id })))
    .execute()
  const { token } = await new Accounts({ database, now, append }).openSession(id, 'passkey')
  console.log(token)
} finally {
  await database.done()
}
