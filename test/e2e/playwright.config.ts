import path from 'node:path'
import { defineConfig } from '@playwright/test'
import type { HostOptions } from './support/fixtures.ts'

const root = path.resolve(import.meta.dirname, '../..')

const BOTH = [
  'story.spec.ts',
  'runs.spec.ts',
  'capture.spec.ts',
  'address.spec.ts',
  'ports.spec.ts',
  'raw-request.spec.ts',
  'focus.spec.ts',
  'sources.spec.ts',
  'authoring.spec.ts',
  'drafts.spec.ts',
  'keyboard.spec.ts',
  'keyboard-dialogs.spec.ts',
  'bench.spec.ts',
  'export-cases.spec.ts',
  'failures.spec.ts',
  'settings.spec.ts',
  'payload.spec.ts',
  'access.spec.ts',
  'coverage.spec.ts',
  'large-output.spec.ts',
  'start.spec.ts',
  'start-late.spec.ts',
]

/** `scripts/e2e.mjs` chooses the projects that this machine can run. */
export default defineConfig<HostOptions>({
  testDir: import.meta.dirname,
  outputDir: path.join(root, 'test-results'),
  // Two cores: a browser, a server and a runtime host fill them.
  workers: 1,
  timeout: 60_000,
  // Once more on the crowded machine of CI; the report calls such a test flaky.
  retries: process.env['CI'] ? 1 : 0,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env['CI']),
  reporter: process.env['PLAYWRIGHT_JSON_OUTPUT_FILE'] ? [['list'], ['json']] : [['list']],
  projects: [
    {
      name: 'browser',
      testMatch: [
        ...BOTH,
        'draft-ports.spec.ts',
        'taken-over.spec.ts',
        'browser.spec.ts',
        'parts.spec.ts',
      ],
      // What only the desktop app can do or suffer.
      grepInvert: /@desktop/,
      use: { hostKind: 'browser' },
    },
    {
      name: 'electron',
      testMatch: [...BOTH, 'menu.spec.ts', 'electron.spec.ts', 'electron-contract.spec.ts'],
      // What only browser mode can: two windows on one folder, a core that goes without them.
      grepInvert: /@browser-mode/,
      use: { hostKind: 'electron' },
    },
  ],
  use: {
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env['HOOKBENCH_E2E_CHROMIUM'],
      // Nothing of Chromium's own may reach for a network; root cannot use its sandbox.
      args: [
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-quic',
        '--disable-sync',
        '--no-first-run',
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ],
    },
  },
})
