import { expect, onTestFinished, test } from 'vitest'
import {
  formatCassette,
  joinCassettes,
  readCassette,
  summarize,
  type Cassette,
} from '#main/runtime/cassettes/cassette'
import { createCassetteService } from '#main/runtime/cassettes/cassette-service'
import { createCassettesRepo } from '#main/store/cassettes-repo'
import { openDatabase } from '#main/store/database'
import { createSourcesRepo } from '#main/store/sources-repo'
import { tempDir } from '../../support/temp-dir.ts'
import { insertSource, SHOP } from '../capture/capture-harness.ts'

function cassette(url: string): Cassette {
  return readCall({ method: 'GET', url, bodySha256: '0'.repeat(64), status: 200 })
}

function readCall(call: object): Cassette {
  const { text } = readCassette(JSON.stringify({ version: 1, calls: [call] }), '')
  return JSON.parse(text) as Cassette
}

/** `meanwhile` comes once, while the first of the joins is under way. */
function start(meanwhile: (service: ReturnType<typeof createCassetteService>) => unknown) {
  const database = openDatabase(tempDir())
  onTestFinished(() => void database.close())
  insertSource(database, SHOP)
  const cassettes = createCassettesRepo(database)
  cassettes.set(SHOP.id, { text: formatCassette(cassette('https://old/')), recordedAt: 'then' })
  let isFirst = true
  const service = createCassetteService({
    cassettes,
    findSource: createSourcesRepo(database).find,
    work: {
      async joinCassettes(...args) {
        const joined = joinCassettes(...args)
        if (isFirst) {
          isFirst = false
          await meanwhile(service)
        }
        return joined
      },
      readCassette: async (...args) => readCassette(...args),
      summarizeCassette: async (...args) => summarize(...args),
    },
  })
  return {
    record: async (url: string) => {
      const { record } = service.networkFor({ id: SHOP.id, networkPolicy: 'allow' }, 'record')
      await record?.({ cassette: cassette(url), missing: [] })
      return (await service.summary(SHOP.id))?.calls.map((call) => call.url)
    },
  }
}

test('calls that are recorded join those that are there', async () => {
  const { record } = start(() => undefined)
  expect(await record('https://new/')).toEqual(['https://old/', 'https://new/'])
})

test('a cassette that is deleted while calls join it does not come back', async () => {
  const { record } = start((service) => service.delete(SHOP.id))
  expect(await record('https://new/')).toEqual(['https://new/'])
})

test('one that is imported meanwhile is what they join', async () => {
  const { record } = start((service) =>
    service.import(SHOP.id, formatCassette(cassette('https://imported/'))),
  )
  expect(await record('https://new/')).toEqual(['https://imported/', 'https://new/'])
})
