import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openDatabase } from '#main/store/database'
import { createEventMarksRepo } from '#main/store/event-marks-repo'
import { createEventsRepo, type NewEvent } from '#main/store/events-repo'
import { createCaptureJournal } from '#main/store/journal/capture-journal'
import { openJournalFile, type JournalFile } from '#main/store/journal/journal-file'
import { encodeRecords } from '#main/store/journal/record'
import { createLeasesRepo } from '#main/store/leases-repo'
import { RING_SIZE } from '#main/store/ring'
import { createSourcesRepo } from '#main/store/sources-repo'
import { newEvent } from '../../../support/new-event.ts'
import { tempDir } from '../../../support/temp-dir.ts'
import { FORMS, insertSource, SHOP } from '../../capture/capture-harness.ts'

function open(dataDir = tempDir(), openFile?: (path: string) => JournalFile) {
  const database = openDatabase(dataDir)
  onTestFinished(() => void database.close())
  insertSource(database, SHOP)
  insertSource(database, FORMS)
  return {
    dataDir,
    database,
    repo: createEventsRepo(database),
    marks: createEventMarksRepo(database),
    journal: createCaptureJournal(database, openFile),
    file: path.join(dataDir, 'captures.journal'),
  }
}

/** With what is easily lost on the way. */
function event(body: string | Uint8Array = '{}', sourceId = SHOP.id): NewEvent {
  const request = newEvent(sourceId, Buffer.from(body), {
    path: '/shop',
    query: 'b=x&%41=%2f',
    rawHeaders: [
      ['X-Dup', '1'],
      ['x-dup', 'ÿ'],
    ],
    receiveMs: 1.25,
    viaTunnel: true,
  })
  return { ...request, title: 'A title, ✓' }
}

const bodiesOf = ({ repo }: Pick<ReturnType<typeof open>, 'repo'>, sourceId = SHOP.id): string[] =>
  repo.list(sourceId).map(({ id }) => Buffer.from(repo.find(id)?.request.body ?? []).toString())

test('what is in the journal is in the database that is opened next, to the byte', async () => {
  const { dataDir, journal } = open()
  const bytes = Uint8Array.from({ length: 256 }, (_, index) => index)
  journal.open(0)
  await journal.append([event(bytes)])
  const { repo } = open(dataDir)
  const [stored] = repo.list(SHOP.id)
  expect(repo.find(stored?.id ?? '')).toMatchObject({ ...event(bytes), number: 1 })
})

test('each event is brought in once, whoever tries how often', async () => {
  const first = open()
  first.journal.open(0)
  const entries = await first.journal.append([event('1'), event('2')])
  first.repo.apply(entries.slice(0, 1))
  const second = open(first.dataDir)
  expect(bodiesOf(second)).toEqual(['2', '1'])
  expect(first.repo.apply(entries)).toEqual({ added: [], evicted: [] })
  expect(bodiesOf(open(first.dataDir))).toEqual(['2', '1'])
  expect(first.repo.applied()).toBe(2)
})

test('a record that the disk took in part ends the journal', async () => {
  const { dataDir, journal, file } = open()
  journal.open(0)
  await journal.append([event('whole')])
  await journal.append([event('torn')])
  truncateSync(file, readFileSync(file).byteLength - 1)
  expect(bodiesOf(open(dataDir))).toEqual(['whole'])
})

test('a flipped bit is noticed', async () => {
  const { dataDir, journal, file } = open()
  journal.open(0)
  await journal.append([event('good'), event('evil')])
  const bytes = readFileSync(file)
  bytes[bytes.byteLength - 1] = (bytes.at(-1) ?? 0) ^ 1
  writeFileSync(file, bytes)
  expect(bodiesOf(open(dataDir))).toEqual(['good'])
})

test('what is left behind the newest record is not brought in, even where a sender forged one', async () => {
  const { dataDir, journal, repo, file } = open()
  const length = (): number => readFileSync(file).byteLength
  journal.open(0)
  const short = await journal.append([event('short')])
  const end = length()
  repo.apply(short)
  journal.rewind()
  // A body that looks like a record, at the very place where a later pass ends.
  const recordOf = (sequence: number, body: string): Buffer =>
    Buffer.concat(
      encodeRecords([{ sequence, event: event(body) }], Buffer.alloc(8), Buffer.alloc(1024)),
    )
  const forged = recordOf(1000, 'forged')
  const front = recordOf(0, '')
  const padding = Buffer.alloc(end - front.byteLength, ' ')
  const entries = await journal.append([event(Buffer.concat([padding, forged]))])
  expect(readFileSync(file).subarray(end, end + 4)).toEqual(forged.subarray(0, 4))
  repo.apply(entries)
  journal.rewind()
  await journal.append([event('again')])
  expect(bodiesOf(open(dataDir))[0]).toBe('again')
  expect(repo.applied()).toBe(3)
})

test('an event that was refused does not come back, and the numbers of the others do', async () => {
  let broken = false
  const { dataDir, journal, repo } = open(tempDir(), (name) => {
    const file = openJournalFile(name)
    return {
      ...file,
      sync: () => (broken ? Promise.reject(new Error('input/output error')) : file.sync()),
    }
  })
  journal.open(0)
  const [kept] = await journal.append([event('kept')])
  broken = true
  await expect(journal.append([event('refused')])).rejects.toThrow('input/output error')
  broken = false
  expect(journal.isFull).toBe(true)
  expect(bodiesOf(open(dataDir))).toEqual(['kept'])
  repo.apply(kept === undefined ? [] : [kept])
  journal.rewind()
  expect(journal.isFull).toBe(false)
  const [next] = await journal.append([event('next')])
  expect(next?.sequence).toBe(3)
  expect(bodiesOf(open(dataDir))).toEqual(['next', 'kept'])
})

test('of a burst the database writes what the ring keeps, and counts all of it', () => {
  const { repo, marks, database } = open()
  const entries = (first: number, count: number, sourceId = SHOP.id) =>
    Array.from({ length: count }, (_, index) => ({
      sequence: first + index,
      event: event(String(first + index), sourceId),
    }))
  const before = repo.apply(entries(1, RING_SIZE)).added
  const { added, evicted } = repo.apply(entries(11, 100))
  expect(added.map(({ number }) => number)).toEqual(
    Array.from({ length: 100 }, (_, index) => index + 11),
  )
  expect(evicted).toEqual([
    { sourceId: SHOP.id, eventIds: [...before, ...added.slice(0, 90)].map(({ id }) => id) },
  ])
  expect(bodiesOf({ repo })).toEqual(
    Array.from({ length: RING_SIZE }, (_, index) => String(110 - index)),
  )
  expect(marks.undoEviction(SHOP.id)?.number).toBe(100)
  expect(database.prepare('SELECT count(*) FROM captured_events').pluck().get()).toBe(13)
})

test('events whose source is gone meanwhile go with it, those of a full ring can be brought back', () => {
  const { repo, marks, database } = open()
  repo.apply(
    Array.from({ length: RING_SIZE }, (_, index) => ({ sequence: index + 1, event: event() })),
  )
  for (const { id } of repo.list(SHOP.id)) {
    marks.setPinned(id, true)
  }
  database.prepare('DELETE FROM sources WHERE id = ?').run(FORMS.id)
  const { added } = repo.apply([
    { sequence: 11, event: event('{}', FORMS.id) },
    { sequence: 12, event: event('late') },
  ])
  expect(added.map(({ number }) => number)).toEqual([11])
  expect(repo.list(SHOP.id)).toHaveLength(RING_SIZE)
  expect(marks.evicted(SHOP.id)?.number).toBe(11)
})

test('the deletion of a source that is undone brings back what was on its way, too', () => {
  const { repo, database } = open()
  const sources = createSourcesRepo(database)
  sources.discard(SHOP.id, '2026-01-01T00:00:00.000Z')
  repo.apply([{ sequence: 1, event: event('late') }])
  sources.restore(SHOP.id, SHOP.slug)
  expect(bodiesOf({ repo })).toEqual(['late'])
})

test('the journal of a process that captures is left to it', async () => {
  const { dataDir, journal, database, repo } = open()
  createLeasesRepo(database).take('capture', 'the tests')
  journal.open(0)
  await journal.append([event()])
  expect(bodiesOf(open(dataDir))).toEqual([])
  createLeasesRepo(database).release('capture')
  expect(repo.list(SHOP.id)).toEqual([])
})

test('a journal that is not needed leaves no file', async () => {
  const { journal, file, repo, dataDir } = open()
  journal.open(0)
  repo.apply(await journal.append([event()]))
  journal.close(false)
  expect(existsSync(file)).toBe(false)
  expect(bodiesOf(open(dataDir))).toEqual(['{}'])
})

test.runIf(process.platform === 'linux')('a file that may not grow refuses the event', async () => {
  const script = `
    import { openJournalFile } from '#main/store/journal/journal-file'
    process.on('SIGXFSZ', () => {})
    const file = openJournalFile(process.argv[1])
    file.write([Buffer.alloc(60 * 1024)])
    try {
      file.write([Buffer.alloc(10 * 1024)])
    } catch (error) {
      console.log(error.code, file.end())
    }`
  const file = path.join(tempDir(), 'journal')
  // In blocks of 1 KiB.
  const child = spawn(
    'bash',
    [
      '-c',
      'ulimit -f 64; exec "$0" --input-type=module -e "$1" "$2"',
      process.execPath,
      script,
      file,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const [said] = (await once(child.stdout, 'data')) as [Buffer]
  expect(said.toString().trim()).toBe('ENOSPC 61440')
})
