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
    // Two cores: tests that start processes starve each other beyond that.
    maxWorkers: 2,
  },
})
