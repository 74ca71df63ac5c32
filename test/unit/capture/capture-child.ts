/** The process that the durability test kills: captures for every source of the database. */
import { createCaptureService } from '#main/capture/capture-service'
import { silentLogger } from '#main/core/logger'
import { createSourceService } from '#main/sources/source-service'
import { openDatabase } from '#main/store/database'
import { createEventMarksRepo } from '#main/store/event-marks-repo'
import { createEventsRepo } from '#main/store/events-repo'
import { createCaptureJournal } from '#main/store/journal/capture-journal'
import { openJournalFile, type JournalFile } from '#main/store/journal/journal-file'
import { createLeasesRepo } from '#main/store/leases-repo'
import { createSourcesRepo } from '#main/store/sources-repo'
import { createTunnel } from '#main/tunnel/tunnel'

const [, , dataDir = '', unsynced] = process.argv

/** What durability costs is measured beside this. */
function openUnsynced(path: string): JournalFile {
  return { ...openJournalFile(path), sync: () => Promise.resolve() }
}

const database = openDatabase(dataDir)
const bus = { publish() {} }
const sourcesRepo = createSourcesRepo(database)
const capture = createCaptureService({
  events: createEventsRepo(database),
  journal: createCaptureJournal(database, unsynced ? openUnsynced : openJournalFile),
  marks: createEventMarksRepo(database),
  leases: createLeasesRepo(database),
  holder: 'the child',
  sources: createSourceService({ sources: sourcesRepo, settingsOf: () => [], bus }),
  preferences: () => ({
    theme: 'system',
    tunnelProvider: 'none',
    tunnelConsent: [],
    tunnelDeclined: [],
    relayUrl: 'http://127.0.0.1:1',
    ownPublicUrl: '',
    capturePort: 0,
    runsKept: 100,
    runsKeptDays: 30,
    firstSteps: { done: [], dismissed: false },
  }),
  tunnel: createTunnel({ logger: silentLogger }),
  bus,
  logger: silentLogger,
  rememberConsent() {},
})
for (const { id } of sourcesRepo.list()) {
  await capture.open(id)
}
process.send?.(capture.status().localUrl)
