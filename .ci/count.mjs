// Adds up the reports of Vitest and Playwright and prints the closing line. A step that failed
// without a failing test (a check, the build, a missing report) counts as one failure.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

const [reports, stepFailed] = process.argv.slice(2)
let passed = 0
let failed = 0

function read(name) {
  const file = path.join(reports, name)
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
}

const vitest = read('vitest.json')
const playwright = read('playwright.json')
if (vitest !== undefined) {
  passed += vitest.numPassedTests
  // A skipped test is a failure here: this machine has everything.
  failed += vitest.numFailedTests + vitest.numPendingTests + vitest.numTodoTests
  failed += vitest.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  ).length
}
if (playwright !== undefined) {
  const { expected, unexpected, flaky, skipped } = playwright.stats
  passed += expected + flaky
  if (flaky > 0) {
    console.log(`${flaky} passed only when tried again`)
  }
  failed += unexpected + skipped + playwright.errors.length
}
if (failed === 0 && (stepFailed !== '0' || vitest === undefined || playwright === undefined)) {
  failed = 1
}
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
