/** Browser mode is closed to everybody without the token, in a real browser too. */
import type { BrowserContext, Page } from '@playwright/test'
import type { Receiver } from '../support/receiver.ts'
import { untilLoaded } from './support/host.ts'
import { expect, test } from './support/fixtures.ts'

/** Same machine, other port: the same site, so that even the strict cookie goes along. */
async function openOther(context: BrowserContext, receiver: Receiver): Promise<Page> {
  receiver.answer = { status: 200, headers: { 'content-type': 'text/html' }, body: '<p>other</p>' }
  const page = await context.newPage()
  await page.goto(receiver.url)
  return page
}

/** The page that `opener` opens by a script, and holds. */
async function openFrom(opener: Page, url: string): Promise<Page> {
  const opened = opener.context().waitForEvent('page')
  await opener.evaluate((address) => {
    Object.assign(window, { held: window.open(address) })
  }, url)
  return opened
}

/** To whoever held it, a window that was let go of is closed. */
async function expectLetGo(page: Page, opener: Page): Promise<void> {
  await expect
    .poll(() => opener.evaluate(() => (window as unknown as { held: Window }).held.closed))
    .toBe(true)
  expect(await page.evaluate(() => window.opener as unknown)).toBeNull()
}

test('the token leaves the address bar and nothing opens without it', async ({
  served,
  browser,
}) => {
  const { origin } = new URL(served.url)
  const stranger = await browser.newPage()
  const refused = await stranger.goto(origin)
  expect(refused?.status()).toBe(403)
  await expect(stranger.locator('body')).toContainText('Hookbench does not know this browser')
  expect((await stranger.goto(`${origin}/?token=guess`))?.status()).toBe(403)

  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(served.url)
  await untilLoaded(page)
  expect(page.url()).toBe(`${origin}/`)
  const cookies = await context.cookies()
  expect(cookies).toMatchObject([{ httpOnly: true, sameSite: 'Strict' }])
  await page.reload()
  await untilLoaded(page)
  await context.close()
  await stranger.close()
})

test('a page that leads to the address with the token has no hand on the window', async ({
  served,
  browser,
  receiver,
}) => {
  const context = await browser.newContext()
  const other = await openOther(context, receiver)
  const page = await openFrom(other, served.url)
  await untilLoaded(page)
  expect(page.url()).toBe(`${new URL(served.url).origin}/`)
  await expectLetGo(page, other)
  await context.close()
})

test('a page that opened the window in which the user came here has no hand on it', async ({
  served,
  browser,
  receiver,
}) => {
  const { origin } = new URL(served.url)
  const context = await browser.newContext()
  const other = await openOther(context, receiver)
  // With the token, and as a browser that is known: each is served at once.
  for (const url of [served.url, origin]) {
    const page = await openFrom(other, receiver.url)
    // As typed, for all that the browser knows.
    await page.goto(url, { waitUntil: 'commit' })
    await untilLoaded(page)
    await expectLetGo(page, other)
    expect(page.url()).toBe(`${origin}/`)
  }
  await context.close()
})

test('a page of another origin reaches neither files nor the socket', async ({
  served,
  browser,
  receiver,
}) => {
  const { host } = new URL(served.url)
  const context = await browser.newContext()
  const own = await context.newPage()
  await own.goto(served.url)
  await untilLoaded(own)

  const evil = await openOther(context, receiver)
  const reached = await evil.evaluate(async (target) => {
    const file = await fetch(`http://${target}/`, { credentials: 'include' }).then(
      (response) => `read ${response.status}`,
      () => 'blocked',
    )
    const socket = await new Promise<string>((resolve) => {
      const attempt = new WebSocket(`ws://${target}/rpc`)
      attempt.addEventListener('open', () => resolve('open'))
      attempt.addEventListener('error', () => resolve('blocked'))
    })
    return { file, socket }
  }, host)
  expect(reached).toEqual({ file: 'blocked', socket: 'blocked' })
  await context.close()
})

test('the page runs no script but its own', async ({ dataDir, startHost }) => {
  const { page } = await startHost(dataDir)
  const ran = await page.evaluate(() => {
    const script = document.createElement('script')
    script.textContent = 'window.injected = true'
    document.head.append(script)
    return 'injected' in window
  })
  expect(ran).toBe(false)
})

test('the page says so when its server has gone away', async ({ served, browser }) => {
  const page = await browser.newPage()
  await page.goto(served.url)
  await untilLoaded(page)
  await served.close()
  await expect(page.getByText(/connection|reconnect/i).first()).toBeVisible()
  await page.close()
})
