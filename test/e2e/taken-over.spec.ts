/** A Hookbench that captures is taken for ended by another, as after the clock was set forward. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { Workbench } from './pages/workbench.ts'
import { root } from './support/electron-host.ts'
import { expect, test } from './support/fixtures.ts'

function looksEnded(dataDir: string): void {
  const database = new Sqlite(path.join(dataDir, 'hookbench.db'))
  database.prepare("UPDATE leases SET since = '2020-01-01T00:00:00.000Z'").run()
  database.close()
}

test('the window says who captures in its place, and captures again', async ({
  dataDir,
  startHost,
  track,
}) => {
  const { page } = await startHost(dataDir)
  const bench = new Workbench(page)
  await bench.chooseNoTunnel()
  const url = await bench.capture()
  looksEnded(dataDir)
  const script = path.join(root, 'scripts/hookbench.mjs')
  const order = ['capture', '--source', 'sample', '--tunnel', 'none', '--json', '--data', dataDir]
  const other = spawn(process.execPath, [script, ...order], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const stop = async (): Promise<void> => {
    if (other.exitCode === null && other.signalCode === null) {
      other.kill('SIGINT')
      await once(other, 'exit')
    }
  }
  track(other, stop)
  await once(other.stdout, 'data')

  const notice = page.getByTestId('taken-over')
  await expect(notice).toContainText('Webhooks are refused here: the command line (process')
  const send = async (): Promise<number> =>
    (await fetch(url, { method: 'POST', body: '{"kind":"x"}' })).status
  expect(await send()).toBe(503)
  await notice.getByRole('button', { name: 'Capture here again' }).click()
  await expect(page.getByText(/being captured by the command line already/)).toBeVisible()

  await stop()
  await expect(notice).toContainText('has stopped')
  await notice.getByRole('button', { name: 'Capture here again' }).click()
  await expect(notice).toBeHidden()
  expect(await send()).toBe(200)
  await expect(bench.capturedEvent(1)).toBeVisible()
})
