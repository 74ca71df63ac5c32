import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { openDatabase } from '#main/store/database'
import { createEventsRepo, type NewEvent } from '#main/store/events-repo'
import { createCaptureJournal } from '#main/store/journal/capture-journal'
import { readJournal } from '#main/store/journal/recover'
import { CAPTURE_LEASE, createLeasesRepo } from '#main/store/leases-repo'
import { expect, onTestFinished, test } from 'vitest'
import { insertSource, SHOP } from '../capture/capture-harness.ts'
import { newEvent } from '../../support/new-event.ts'
import { tempDir } from '../../support/temp-dir.ts'

const runtimeDir = path.resolve(import.meta.dirname, '../../../out/runtime')
const child = fileURLToPath(new URL('./left-journal-child.ts', import.meta.url))

/** In blocks of 1 KiB: enough to start on, too little for what was left. */
const SMALL = 400

const event = (body: string): NewEvent => newEvent(SHOP.id, body)

/** As a process leaves it that is killed: answered, and not in the database. */
async function leaveEvents(dataDir: string): Promise<void> {
  const database = openDatabase(dataDir)
  insertSource(database, SHOP)
  const journal = createCaptureJournal(database)
  journal.open(0)
  const large = 'x'.repeat(150_000)
  await journal.append([event(`1${large}`), event(`2${large}`), event(`3${large}`)])
  journal.close(true)
  database.close()
}

async function startOn(dataDir: string): Promise<ChildProcess> {
  const limited = `ulimit -S -f ${SMALL}; exec "$0" "$@"`
  const args = ['-c', limited, process.execPath, child, dataDir, SHOP.id, runtimeDir]
  const started = spawn('bash', args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  onTestFinished(() => void started.kill('SIGKILL'))
  await Promise.race([
    once(started, 'message'),
    once(started, 'exit').then(() => Promise.reject(new Error('it did not start'))),
  ])
  return started
}

async function ask(started: ChildProcess, question: string): Promise<unknown> {
  started.send(question)
  const [reply] = await once(started, 'message')
  return reply
}

test.runIf(process.platform === 'linux')(
  'starts without room for what was left, says so, and brings it in once when there is',
  async () => {
    const dataDir = tempDir()
    await leaveEvents(dataDir)
    const file = path.join(dataDir, 'captures.journal')
    const left = readFileSync(file)

    const started = await startOn(dataDir)
    expect(await ask(started, 'trouble')).toMatchObject({ answer: { code: 'disk_full' } })
    expect(await ask(started, 'numbers')).toEqual({ answer: [] })
    expect(await ask(started, 'recover')).toMatchObject({ error: { code: 'disk_full' } })
    expect(readFileSync(file).equals(left)).toBe(true)

    execFileSync('prlimit', ['--pid', String(started.pid), '--fsize=unlimited:'])
    // By itself, after some seconds.
    await expect.poll(() => ask(started, 'trouble'), { timeout: 15_000 }).toEqual({ answer: null })
    expect(await ask(started, 'recover')).toEqual({ answer: { left: null } })
    expect(await ask(started, 'numbers')).toEqual({ answer: [3, 2, 1] })

    started.disconnect()
    await once(started, 'exit')
    const database = openDatabase(dataDir)
    onTestFinished(() => void database.close())
    const sizes = database.prepare('SELECT size FROM captured_events ORDER BY number').pluck().all()
    expect(sizes).toEqual([150_001, 150_001, 150_001])
  },
)

test.runIf(process.platform === 'linux')(
  'does not say that they are here before they are, when another process captures',
  async () => {
    const dataDir = tempDir()
    // Before there is anything to bring in.
    const database = openDatabase(dataDir)
    onTestFinished(() => void database.close())
    await leaveEvents(dataDir)
    const started = await startOn(dataDir)
    const events = createEventsRepo(database)
    const leases = createLeasesRepo(database)
    expect(leases.take(CAPTURE_LEASE, 'browser mode').ok).toBe(true)

    const other = {
      code: 'capture_owned',
      message: 'Webhooks that came before are not shown yet.',
      hint: `They are brought in by browser mode (process ${process.pid}), which captures now.`,
    }
    expect(await ask(started, 'recover')).toEqual({ answer: { left: other } })
    expect(await ask(started, 'trouble')).toEqual({ answer: other })
    expect(await ask(started, 'numbers')).toEqual({ answer: [] })

    // What a process does before it captures; then one more comes, and stays in the journal.
    events.recover(readJournal(database, events.applied()))
    const journal = createCaptureJournal(database)
    journal.open(events.applied())
    await journal.append([event('4')])
    onTestFinished(() => journal.close(true))
    expect(await ask(started, 'recover')).toEqual({ answer: { left: null } })
    expect(await ask(started, 'trouble')).toEqual({ answer: null })
    expect(await ask(started, 'numbers')).toEqual({ answer: [3, 2, 1] })
  },
)
