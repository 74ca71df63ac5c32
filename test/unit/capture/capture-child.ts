/** The process that the durability test kills: captures for every source of the database. */
import { createCaptureService } from '#main/capture/capture-service'
import { silentLogger } from '#main/core/logger'
import { openDatabase } from '#main/store/database'
import { createEventsRepo } from '#main/store/events-repo'
import { createLeasesRepo } from '#main/store/leases-repo'
import { createSourcesRepo } from '#main/store/sources-repo'
import { createTunnel } from '#main/tunnel/tunnel'

const database = openDatabase(process.argv[2] ?? '')
const sources = createSourcesRepo(database).list()
const capture = createCaptureService({
  events: createEventsRepo(database),
  leases: createLeasesRepo(database),
  holder: 'the child',
  sources: {
    findByToken: (token) => sources.find((source) => source.token === token),
    find: (id) => sources.find((source) => source.id === id),
  },
  preferences: () => ({
    theme: 'system',
    tunnelProvider: 'none',
    relayUrl: 'http://127.0.0.1:1',
    ownPublicUrl: '',
    capturePort: 0,
  }),
  tunnel: createTunnel({ logger: silentLogger }),
  bus: { publish() {} },
  logger: silentLogger,
  formatPayload: () => '',
})
for (const source of sources) {
  await capture.open(source.id)
}
process.send?.(capture.status().localUrl)
