// English reasons why a receipt or a log does not hold, by the verifier's codes: the second half of a sentence.

/** The verifier's reasons, by code. */
export const reasons = {
  'why.checkpoint-forged': 'the checkpoint bears a false signature',
  'why.checkpoint-missing': 'the log shows no checkpoint',
  'why.checkpoint-origin': 'the checkpoint is of another log',
  'why.checkpoint-unsigned': 'the log did not sign this checkpoint',
  'why.fork': 'the log once told another story',
  'why.key-unreadable': 'the log’s key cannot be read',
  'why.receipt-forged': 'its proof does not lead to its entry',
  'why.receipt-text': 'the words in it are not those that were entered',
  'why.rollback': 'the log is shorter than it once was',
  'why.root-differs': 'the entries do not add up to what was signed',
  'why.tile-differs': 'a part of the log does not agree with its entries',
  'why.tile-missing': 'a part of the log is missing',
  'why.unreadable': 'this is no receipt, or it is damaged',
} as const
