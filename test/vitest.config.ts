import path from 'node:path'
import { defineConfig } from 'vitest/config'

const root = path.resolve(import.meta.dirname, '..')

export default defineConfig({
  root,
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    exclude: ['test/e2e/**', 'node_modules/**', 'out/**'],
    globalSetup: ['test/support/build-runtime.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // What is waited for comes when it comes: a second of patience is a timed assertion.
    expect: { poll: { timeout: 15_000, interval: 20 } },
    // Once more on the crowded machine of CI, whose last lines name such a test.
    retry: process.env['CI'] ? 1 : 0,
    // Two cores: tests that start processes starve each other beyond that.
    maxWorkers: 2,
  },
})
