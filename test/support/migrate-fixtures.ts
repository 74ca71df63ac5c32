/** Legacy functions in the styles that were published in 2019, each with payloads to run it on. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '../fixtures/migrate')

export interface MigrateFixture {
  readonly name: string
  readonly dir: string
  readonly legacy: string
  /** Texts in the form of the payload editor. */
  readonly payloads: readonly string[]
}

export const migrateFixtures: readonly MigrateFixture[] = readdirSync(root)
  .toSorted((a, b) => a.localeCompare(b))
  .map((name) => {
    const dir = path.join(root, name)
    const payloads = JSON.parse(readFileSync(path.join(dir, 'payloads.json'), 'utf8')) as unknown[]
    return {
      name,
      dir,
      legacy: readFileSync(path.join(dir, 'legacy.js'), 'utf8'),
      payloads: payloads.map((payload) => JSON.stringify(payload)),
    }
  })
