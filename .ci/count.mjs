// Adds up the reports of Vitest and Playwright, names what failed, and prints the closing line.
// A step that failed without a failing test (a check, the build, a missing report) counts as one
// failure.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { stripVTControlCharacters } from 'node:util'

const [reports, stepFailed] = process.argv.slice(2)
const root = path.resolve(import.meta.dirname, '..')
// The last lines are what is kept of a long run: the names of all, the words of the first few.
const MESSAGES = 5
const MESSAGE_LINES = 12

function read(name) {
  const file = path.join(reports, name)
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
}

/** Of each test and each file that did not simply pass: `{ name, outcome, message }`. */
function ofVitest(report) {
  return report.testResults.flatMap((file) => {
    const place = path.relative(root, file.name)
    const tests = file.assertionResults.map((test) => ({
      name: `${place} › ${test.fullName}`,
      outcome: outcomeOfTest(test),
      message: test.failureMessages?.[0] ?? '',
    }))
    // A file that could not be read, or whose hooks failed, has no failed test to show for it.
    const bare = file.status === 'failed' && !tests.some(({ outcome }) => outcome === 'failed')
    return bare ? [...tests, { name: place, outcome: 'failed', message: file.message }] : tests
  })
}

function outcomeOfTest({ status, failureMessages }) {
  if (status === 'passed') {
    return failureMessages?.length > 0 ? 'flaky' : 'passed'
  }
  // A skipped test is a failure here: this machine has everything.
  return status === 'failed' ? 'failed' : 'skipped'
}

function ofPlaywright(report) {
  const outcomes = { expected: 'passed', flaky: 'flaky', skipped: 'skipped', unexpected: 'failed' }
  const ofSuite = (suite) => [
    ...(suite.suites ?? []).flatMap(ofSuite),
    ...(suite.specs ?? []).flatMap((spec) =>
      spec.tests.map((test) => ({
        name: `[${test.projectName}] ${suite.file} › ${spec.title}`,
        outcome: outcomes[test.status] ?? 'failed',
        message: test.results.find(({ error }) => error !== undefined)?.error.message ?? '',
      })),
    ),
  ]
  return [
    ...report.suites.flatMap(ofSuite),
    ...report.errors.map(({ message }) => ({ name: 'end to end', outcome: 'failed', message })),
  ]
}

const vitest = read('vitest.json')
const playwright = read('playwright.json')
const results = [
  ...(vitest === undefined ? [] : ofVitest(vitest)),
  ...(playwright === undefined ? [] : ofPlaywright(playwright)),
]
const notPassed = results.filter(({ outcome }) => outcome !== 'passed')
const flaky = results.filter(({ outcome }) => outcome === 'flaky').length
const passed = results.filter(({ outcome }) => outcome === 'passed').length + flaky
let failed = results.length - passed
if (failed === 0 && (stepFailed !== '0' || vitest === undefined || playwright === undefined)) {
  failed = 1
}
if (notPassed.length > 0) {
  console.log('\n=== not simply passed')
}
for (const [index, { name, outcome, message }] of notPassed.entries()) {
  console.log(`${outcome === 'flaky' ? 'passed when tried again' : outcome}: ${name}`)
  if (index < MESSAGES && message) {
    const lines = stripVTControlCharacters(message)
      .split('\n')
      .filter((line) => !line.includes('/node_modules/'))
      .slice(0, MESSAGE_LINES)
    console.log(lines.map((line) => `    ${line.slice(0, 400)}`).join('\n'))
  }
}
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
