/** Browser mode is closed to everybody without the token, in a real browser too. */
import { untilLoaded } from './support/host.ts'
import { expect, test } from './support/fixtures.ts'

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
  const other = await context.newPage()
  receiver.answer = { status: 200, headers: { 'content-type': 'text/html' }, body: '<p>other</p>' }
  await other.goto(receiver.url)
  const opened = context.waitForEvent('page')
  await other.evaluate((url) => {
    Object.assign(window, { held: window.open(url) })
  }, served.url)
  const page = await opened
  await untilLoaded(page)
  expect(page.url()).toBe(`${new URL(served.url).origin}/`)
  expect(await page.evaluate(() => window.opener as unknown)).toBeNull()
  await expect
    .poll(() => other.evaluate(() => (window as unknown as { held: Window }).held.closed))
    .toBe(true)
  await context.close()
})

test('a page that opened the window in which the user came here has no hand on it', async ({
  served,
  browser,
  receiver,
}) => {
  const { origin } = new URL(served.url)
  const context = await browser.newContext()
  const other = await context.newPage()
  receiver.answer = { status: 200, headers: { 'content-type': 'text/html' }, body: '<p>other</p>' }
  await other.goto(receiver.url)
  // With the token, and as a browser that is known: each is served at once.
  for (const url of [served.url, origin]) {
    const opened = context.waitForEvent('page')
    await other.evaluate((own) => {
      Object.assign(window, { held: window.open(own) })
    }, receiver.url)
    const page = await opened
    // As typed, for all that the browser knows.
    await page.goto(url, { waitUntil: 'commit' })
    await untilLoaded(page)
    await expect
      .poll(() => other.evaluate(() => (window as unknown as { held: Window }).held.closed))
      .toBe(true)
    expect(await page.evaluate(() => window.opener as unknown)).toBeNull()
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

  // Same machine, other port: the same site, so that even the strict cookie goes along.
  receiver.answer = { status: 200, headers: { 'content-type': 'text/html' }, body: '<p>evil</p>' }
  const evil = await context.newPage()
  await evil.goto(receiver.url)
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
