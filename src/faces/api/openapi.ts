// The OpenAPI 3.1 document, made from the table of operations and the records' schemas.

import type { Json } from '#base/canonical.ts'
import { operations } from '#faces/api/operations.ts'
import { apiSchemas } from '#faces/api/schemas.ts'

const problem = (description: string): Json => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
})

/** The whole document. */
export function openApi(): Json {
  const paths = Object.fromEntries(
    operations.map(({ path, summary, parameters, answers }) => {
      const content: Json =
        answers === ''
          ? { 'text/plain': { schema: { type: 'string' } } }
          : { 'application/json': { schema: { $ref: `#/components/schemas/${answers}` } } }
      const get: Json = {
        summary,
        operationId: operationId(path),
        parameters: Object.entries(parameters).map(([name, parameter]) => ({
          name,
          in: parameter.in,
          required: parameter.in === 'path',
          description: parameter.means,
          schema: parameter.schema,
        })),
        responses: {
          '200': { description: summary, content },
          '304': { description: 'What If-None-Match names is the newest.' },
          '400': problem('A parameter is wrong.'),
          '404': problem('There is no such thing, or a moderator hid it.'),
        },
      }
      return [`/api/v1${path === '/' ? '' : path}`, { get }] as const
    }),
  )
  return {
    openapi: '3.1.0',
    info: {
      title: 'Silta: the public register',
      version: '1',
      description:
        'Everything public of the register, to be read. Answers carry an ETag; lists go on with `cursor`. Free words may have been erased, and are then null. The log itself is below /log (C2SP tlog-tiles).',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    paths: paths as unknown as Json,
    components: { schemas: apiSchemas as unknown as Json },
  }
}

const operationId = (path: string): string =>
  path === '/'
    ? 'index'
    : path
        .slice(1)
        .replace(/\{(\w+)\}/g, 'by-$1')
        .replaceAll('/', '-')
