/** The port that webhooks usually come to, when this start cannot have it. */
import { once } from 'node:events'
import net from 'node:net'
import { Workbench } from './pages/workbench.ts'
import { expect, test } from './support/fixtures.ts'
import { wantPort } from './support/want-port.ts'

test('a capture port that another program has is said before a window opens, and tried again', async ({
  dataDir,
  startHost,
  track,
}) => {
  const other = net.createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const free = async (): Promise<void> => {
    if (other.listening) {
      other.close()
      await once(other, 'close')
    }
  }
  track(other, free)
  const { port } = other.address() as net.AddressInfo
  wantPort(dataDir, port)
  const host = await startHost(dataDir)
  const { page } = host
  const bench = new Workbench(page)
  const notice = page.getByTestId('busy-port')
  await expect(notice).toContainText(`Port ${port} is in use by another program.`)
  await expect(notice).toContainText('the next window chooses another port')

  await bench.chooseNoTunnel()
  const url = await bench.capture()
  const away = new URL(url).port
  expect(Number(away)).not.toBe(port)
  await expect(notice).toContainText(`Webhooks come to port ${away} for now.`)
  await notice.getByRole('button', { name: 'Copy the new local URL' }).click()
  await expect.poll(() => host.clipboard()).toBe(url)
  const answer = await fetch(url, { method: 'POST', body: '{"kind":"away"}' })
  expect(answer.status).toBe(200)
  await expect(bench.capturedEvent(1)).toBeVisible()
  await notice.getByRole('button', { name: 'Done' }).click()
  await expect(notice).toBeHidden()

  await bench.stopCapture()
  await free()
  expect(new URL(await bench.capture()).port).toBe(String(port))
  await expect(notice).toBeHidden()
})
