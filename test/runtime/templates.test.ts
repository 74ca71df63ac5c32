/** Each template through the real runtime, by the payload that its user sees: what it emits. */
import { createTemplates } from '#main/core/authoring'
import { parsePayload } from '#main/runtime/payload'
import { describe, expect, it } from 'vitest'
import { createHarness } from './harness.ts'

const { runtime } = createHarness()
const refuse = (): never => {
  throw new Error('a template that is only looked at touches no source')
}
const templates = createTemplates({ create: refuse, get: refuse }, { save: refuse })

function run(templateId: string, change: { secret?: string } = {}) {
  const template = templates.get(templateId)
  const values = template.settings.map(({ name, value, encrypted }) => [
    name,
    encrypted ? (change.secret ?? value) : value,
  ])
  return runtime.run({
    code: template.code,
    handler: template.handler,
    profile: template.profile,
    settings: Object.fromEntries(values),
    request: parsePayload(template.payloadText).request,
    secrets: [],
    group: templateId,
  })
}

const ids = templates.list().map(({ id }) => id)
const checking = ids.filter((id) => templates.get(id).settings.some(({ encrypted }) => encrypted))

describe.each(ids)('the template %s', (id) => {
  it('emits what it says, without an error or a warning of the output check', async () => {
    const { output, error, warnings, status } = await run(id)
    expect({ error, warnings, status }).toEqual({ error: null, warnings: [], status: 'ok' })
    expect(output).toEqual(templates.get(id).output)
  })
})

describe.each(checking.filter((id) => id !== 'survey-monkey'))('the check of %s', (id) => {
  it('refuses a webhook with another secret', async () => {
    const { error } = await run(id, { secret: 'another secret' })
    expect(error).toMatchObject({ class: 'Message Rejected', name: 'InvalidEventPayload' })
  })
})

it('asks SurveyMonkey only with a token, and says what is wrong', async () => {
  const { error } = await run('survey-monkey', { secret: 'a token' })
  expect(error).toMatchObject({ name: 'FetchError' })
})
