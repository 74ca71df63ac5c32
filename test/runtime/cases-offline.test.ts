/** Test cases of functions that call somebody. */
import { loadCases } from '#main/runtime/cases/load'
import { runCases, type Verdict } from '#main/runtime/cases/run-cases'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { tempDir } from '../support/temp-dir.ts'
import { createHarness } from './harness.ts'

const { runtime } = createHarness()

const code = `async function onRequest(request, settings) {
  const { user } = request.json()
  const answer = await fetch('https://api.example/users/' + user + '?key=' + settings.apiKey)
  Segment.identify({ userId: user, traits: await answer.json() })
}`

const cassette = {
  version: 1,
  calls: [
    {
      method: 'GET',
      url: 'https://api.example/users/u1?key={{settings.apiKey}}',
      bodySha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      status: 200,
      body: { text: '{"name":"Ann"}' },
    },
  ],
}

async function verdictsOf(files: Readonly<Record<string, unknown>>): Promise<Verdict[]> {
  const dir = tempDir()
  mkdirSync(path.join(dir, 'cases'))
  for (const [name, content] of Object.entries(files)) {
    const text = typeof content === 'string' ? content : JSON.stringify(content)
    writeFileSync(path.join(dir, name), text)
  }
  const verdicts: Verdict[] = []
  const cases = await loadCases(dir, { env: { API_KEY: 'of this machine' } })
  await runCases(cases, runtime, { onVerdict: (verdict) => verdicts.push(verdict) })
  return verdicts
}

const config = { settings: { apiKey: { $env: 'API_KEY' } } }
const known = {
  payload: { body: { user: 'u1' } },
  expect: { output: { events: [{ type: 'identify', userId: 'u1', traits: { name: 'Ann' } }] } },
}

it('are answered from the cassette beside the function', async () => {
  const verdicts = await verdictsOf({
    'function.js': code,
    'hookbench.json': config,
    'cassette.json': cassette,
    'cases/known.json': known,
    'cases/unknown.json': { payload: { body: { user: 'u2' } }, expect: { status: 'ok' } },
  })
  expect(verdicts.map(({ name, status }) => `${name} ${status}`)).toEqual([
    'known passed',
    'unknown failed',
  ])
  expect(verdicts[1]?.result.error?.message).toContain(
    'the cassette holds no call GET https://api.example/users/u2',
  )
})

it('keep to the policy of their folder', async () => {
  const verdicts = await verdictsOf({
    'function.js': code,
    'hookbench.json': { ...config, network: 'none' },
    'cases/known.json': known,
  })
  expect(verdicts[0]?.result.error?.message).toContain('"none"')
})

it('are refused with the place of what is not right in a cassette', async () => {
  await expect(
    verdictsOf({ 'function.js': code, 'cassette.json': '{"version":1}', 'cases/a.json': {} }),
  ).rejects.toThrow(/cassette\.json: \/calls/)
})
