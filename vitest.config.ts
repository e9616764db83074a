import { defineConfig } from 'vitest/config'

// Full counts and sizes (test/prove/) run by `npm run prove -- ROOM` only.
const proving = process.env.SILTA_PROVE === '1'

export default defineConfig({
  test: {
    include: proving ? ['test/prove/**/*.test.ts'] : ['test/**/*.test.ts', 'web/test/**/*.test.ts'],
    exclude: ['**/node_modules/**', ...(proving ? [] : ['test/prove/**'])],
    pool: 'forks',
    // One more than the cores of the smallest machine: a third of the time a test waits for a browser, a
    // database or another process.
    maxWorkers: 3,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // A page that is polled may be slow on a busy machine; what is wrong stays wrong.
    expect: { poll: { timeout: 20_000 } },
    passWithNoTests: false,
  },
})
