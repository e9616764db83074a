// English words of the API's problem details (RFC 9457), by their code.

/** Titles and details, by code. */
export const api = {
  'api.address-unknown': 'There is no such address',
  'api.address-unknown.detail': 'Every address is in {document}',
  'api.method-refused': 'This API is for reading',
  'api.method-refused.detail': 'Use GET',
  'api.nothing-there': 'There is no such thing',
  'api.nothing-there.detail': 'It never was, or a moderator hid it',
  'api.parameter-unknown': 'There is no such parameter',
  'api.parameter-unknown.detail': '“{name}” is not known here; {document} names those that are',
  'api.parameter-wrong': 'A parameter is wrong',
  'api.parameter-wrong.detail': '“{name}” has another form; see {document}',
} as const
