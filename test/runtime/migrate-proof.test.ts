import { migrateLegacy } from '#main/runtime/migrate/migrate-legacy'
import { proveMigration } from '#main/runtime/migrate/prove'
import { parsePayload } from '#main/runtime/payload'
import { createRuntime } from '#main/runtime/runtime'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { migrateFixtures } from '../support/migrate-fixtures.ts'

const runtime = createRuntime({
  runtimeDir: path.resolve(import.meta.dirname, '../../out/runtime'),
})
afterAll(() => runtime.dispose())

function prove(before: string, after: string, payloads: readonly string[]) {
  const requests = payloads.map((text, index) => ({
    eventId: String(index),
    ...parsePayload(text),
  }))
  return proveMigration({ before, after, profile: '2019', settings: {}, requests }, runtime)
}

describe('a migrated function emits what the legacy one returned', () => {
  it.each(migrateFixtures)('$name', async ({ legacy, payloads }) => {
    const proofs = await prove(legacy, migrateLegacy(legacy).code, payloads)
    expect(proofs).toHaveLength(payloads.length)
    for (const { same, before, after } of proofs) {
      expect(after.output).toEqual(before.output)
      expect(after.error?.name).toBe(before.error?.name)
      expect(same).toBe(true)
    }
    // A proof by failures alone would prove nothing.
    expect(proofs.some(({ before }) => before.output !== null)).toBe(true)
  })

  it('a difference is found', async () => {
    const legacy = `exports.processEvents = async (event) => ({
      events: [{ type: 'track', event: 'A', userId: 'u', channel: event.payload.body.channel }]
    })`
    const proofs = await prove(legacy, migrateLegacy(legacy).code, [
      '{"payload":{"body":{"channel":"web"}}}',
      '{"payload":{"body":{}}}',
    ])
    expect(proofs.map(({ same }) => same)).toEqual([false, true])
  })
})
