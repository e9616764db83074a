import { defineConfig } from 'vitest/config'

// Full counts and sizes (test/prove/) run by `npm run prove -- ROOM` only.
const proving = process.env.SILTA_PROVE === '1'

export default defineConfig({
  test: {
    include: proving ? ['test/prove/**/*.test.ts'] : ['test/**/*.test.ts', 'web/test/**/*.test.ts'],
    exclude: ['**/node_modules/**', ...(proving ? [] : ['test/prove/**'])],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // A page that is polled may be slow on a busy machine; what is wrong stays wrong.
    expect: { poll: { timeout: 20_000 } },
    passWithNoTests: false,
  },
})
