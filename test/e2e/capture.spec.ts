/** What surrounds a captured event, in each host: looking, keeping, replaying, in and out. */
import { startRelay } from '../support/relay.ts'
import { CapturedEvents, stripeSignature } from './pages/captured-events.ts'
import { Workbench } from './pages/workbench.ts'
import { expect, test } from './support/fixtures.ts'

const SECRET = 'whsec_e2e_secret'
const CHARGE = '{"id":"evt_1","type":"charge.succeeded","amount":12345678901234567890}'

function post(url: string, body: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  })
}

function charge(url: string): Promise<Response> {
  return post(url, CHARGE, { 'Stripe-Signature': stripeSignature(CHARGE, SECRET) })
}

test('an event is looked into, judged, kept, found and brought back', async ({
  dataDir,
  startHost,
}) => {
  const { page } = await startHost(dataDir)
  const bench = new Workbench(page)
  const events = new CapturedEvents(page)
  await bench.chooseNoTunnel()
  const url = await bench.capture()
  await charge(url)
  await post(url, 'name=Grace+Moreau&item=1&item=2', {
    'content-type': 'application/x-www-form-urlencoded',
  })
  await expect(events.event(2)).toBeVisible()

  await test.step('decoded, without loss of the big number, and raw one key away', async () => {
    await events.choose(1)
    await page.keyboard.press('i')
    const detail = events.detail(1)
    await expect(detail.getByText('12345678901234567890').first()).toBeVisible()
    await expect(detail).toContainText('SHA-256')
    await page.keyboard.press('r')
    await expect(detail.getByRole('region', { name: 'Raw request' })).toContainText(CHARGE)
    await expect(detail.getByText('SHA-256')).toHaveCount(1)
    await page.keyboard.press('r')
    await events.choose(2)
    await expect(events.detail(2).getByRole('row', { name: 'name Grace Moreau' })).toBeVisible()
  })

  await test.step('the signature says what it is worth', async () => {
    await events.choose(1)
    await expect(events.signature).toHaveText('Stripe: Not checked')
    await events.signature.click()
    await events.trySecret('whsec_wrong')
    await expect(events.signature).toHaveText('Stripe: Does not match')
    await page.getByLabel('Secret to try').fill(SECRET)
    await page.getByRole('button', { name: 'Check', exact: true }).click()
    await expect(events.signature).toHaveText('Stripe: Valid')
    await page.keyboard.press('Escape')
  })

  await test.step('pinned, noted, found by its body', async () => {
    await events.fromMenu(1, 'Pin')
    await expect(events.bar).toContainText('2 of 10 · 1 pinned')
    await events.fromMenu(1, 'Add a note…')
    await page.getByLabel('Note on Captured Event 1').fill('the first charge')
    await page.keyboard.press('Enter')
    await expect(events.event(1)).toContainText('the first charge')
    await events.search.fill('grace')
    await expect(events.event(1)).toHaveCount(0)
    await expect(events.event(2)).toContainText('Grace')
    // However little room there is beside the name of the event.
    await page.setViewportSize({ width: 900, height: 600 })
    const found = events.event(2).locator('mark')
    await expect(found).toHaveText('Grace')
    expect(await found.evaluate((mark) => mark.scrollWidth <= mark.clientWidth)).toBe(true)
    await expect(found).toBeInViewport({ ratio: 1 })
    await page.setViewportSize({ width: 1440, height: 900 })
    await events.search.fill('')
  })

  const undo = events.messages.getByRole('button', { name: 'Undo' })
  await test.step('a deletion and a clearing are undone', async () => {
    await events.choose(2)
    await page.keyboard.press('Delete')
    await expect(events.event(2)).toHaveCount(0)
    await undo.click()
    await expect(events.event(2)).toBeVisible()
    await events.fromListMenu('Clear all')
    await expect(events.event(1)).toHaveCount(0)
    await events.fromListMenu('Undo the deletion of 2 events')
    await expect(events.event(1)).toContainText('the first charge')
    await expect(undo).toHaveCount(0)
  })

  await test.step('what was overwritten comes back, pinned', async () => {
    for (let sent = 3; sent <= 11; sent++) {
      await post(url, `{"type":"more.${sent}"}`)
    }
    await expect(events.event(11)).toBeVisible()
    await expect(events.event(2)).toHaveCount(0)
    await events.fromListMenu('Bring back Captured Event 2')
    await expect(events.event(2)).toBeVisible()
    await expect(events.bar).toContainText('2 pinned')
  })

  await test.step('of two deletions the last alone is offered to be undone', async () => {
    await events.choose(11)
    for (const number of [11, 10]) {
      await page.keyboard.press('Delete')
      await expect(events.event(number)).toHaveCount(0)
      await expect(events.messages).toContainText(`Captured Event ${number} deleted.`)
      // The next one is chosen and has the focus: the key goes on with it.
      await expect(events.event(number - 1)).toHaveAttribute('aria-selected', 'true')
      await expect(events.event(number - 1)).toBeFocused()
    }
    await expect(undo).toHaveCount(1)
    await undo.click()
    await expect(events.event(10)).toBeVisible()
  })
})

test('an event is replayed, edited and with both negatives', async ({
  dataDir,
  startHost,
  receiver,
}) => {
  const { page } = await startHost(dataDir)
  const bench = new Workbench(page)
  const events = new CapturedEvents(page)
  await bench.chooseNoTunnel()
  const url = await bench.capture()
  await charge(url)
  await events.choose(1)

  await test.step('the secret is a setting', async () => {
    await bench.openTab('Settings')
    await page.getByRole('button', { name: 'Add setting' }).click()
    const card = page.getByRole('group').last()
    await card.getByLabel('Label').fill('Webhook Secret')
    await card.getByText('Encrypted').click()
    await card.getByLabel('Value', { exact: true }).fill(SECRET)
    await page.getByRole('button', { name: 'Save settings' }).click()
    await bench.openTab('Test')
  })

  await test.step('as it was: the same bytes and headers', async () => {
    await events.fromMenu(1, 'Replay…')
    await events.replayTo(`${receiver.url}/hooks`)
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await expect(events.replayResults.getByText('200', { exact: true })).toBeVisible()
    expect(receiver.requests[0]).toMatchObject({ path: '/hooks', body: CHARGE })
  })

  await test.step('edited: signed anew', async () => {
    await page.getByText('Edit before sending').click()
    await page.getByRole('textbox', { name: 'Body' }).fill('{"id":"evt_2"}')
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await expect(events.replayResults).toContainText('edited, signed anew')
    const signature = String(receiver.requests[1]?.headers['stripe-signature'])
    const time = Number(/t=(\d+)/.exec(signature)?.[1])
    expect(signature).toBe(stripeSignature('{"id":"evt_2"}', SECRET, time * 1000))
  })

  await test.step('the negatives count as passed when they are refused', async () => {
    receiver.answer = { status: 400 }
    await page.getByRole('button', { name: 'Bad signature' }).click()
    await expect(events.replayResults).toContainText('Refused, as it should be')
    receiver.answer = { status: 200 }
    await page.getByRole('button', { name: 'Stale timestamp' }).click()
    await expect(events.replayResults).toContainText('The receiver took an old timestamp')
    await page.getByRole('button', { name: 'Close', exact: true }).click()
  })

  await test.step('the history is kept with the event', async () => {
    await events.fromMenu(1, 'Inspect')
    await events.show('Replays')
    const history = page.getByRole('region', { name: 'Replays of this event' })
    await expect(history.getByRole('heading')).toHaveCount(4)
  })
})

test('requests come in by pasting and dropping, and go out without secrets', async ({
  dataDir,
  startHost,
}) => {
  const { page, clipboard } = await startHost(dataDir)
  const bench = new Workbench(page)
  const events = new CapturedEvents(page)
  await bench.chooseNoTunnel()

  await test.step('a pasted curl command', async () => {
    await events.fromListMenu('Import…')
    await events.importText(
      `curl https://hooks.example.com/in -H 'Authorization: Bearer s3cret' \\
         -H 'Content-Type: application/json' -d '{"type":"pasted"}'`,
    )
    await expect(page.getByRole('dialog')).toContainText('curl command')
    await page.getByRole('button', { name: 'Import 1 event' }).click()
    await expect(events.event(1)).toContainText('pasted')
  })

  await test.step('a dropped HAR file, one of its two requests', async () => {
    const entry = (type: string): object => ({
      request: {
        method: 'POST',
        url: 'https://hooks.example.com/in',
        httpVersion: 'HTTP/1.1',
        headers: [{ name: 'Content-Type', value: 'application/json' }],
        postData: { mimeType: 'application/json', text: JSON.stringify({ type }) },
      },
    })
    const har = { log: { version: '1.2', entries: [entry('har.one'), entry('har.two')] } }
    await events.drop('requests.har', JSON.stringify(har))
    await expect(page.getByRole('dialog')).toContainText('requests.har')
    await page.getByRole('dialog').getByText('har.one').waitFor()
    await page.getByRole('listitem').filter({ hasText: 'har.one' }).locator('label').click()
    await page.getByRole('button', { name: 'Import 1 event' }).click()
    await expect(events.event(2)).toContainText('har.two')
    await expect(events.event(3)).toHaveCount(0)
  })

  await test.step('text that is pasted while the list has the focus', async () => {
    await events.choose(1)
    await page.evaluate(() =>
      navigator.clipboard.writeText('POST /in HTTP/1.1\nHost: h.example\n\nhello'),
    )
    await page.keyboard.press('ControlOrMeta+V')
    await expect(page.getByRole('dialog')).toContainText('raw HTTP')
    await page.getByRole('button', { name: 'Cancel' }).click()
  })

  await test.step('secrets leave only when they are asked for', async () => {
    await events.choose(1)
    await page.keyboard.press('c')
    await expect(events.messages).toContainText('Left out: header Authorization')
    expect(await clipboard()).not.toContain('s3cret')
    await events.messages.getByRole('button', { name: 'Include secrets…' }).click()
    await page.getByRole('button', { name: 'Copy with secrets' }).click()
    await expect(events.messages).toContainText('secrets included')
    expect(await clipboard()).toContain('Bearer s3cret')
  })
})

test('a source answers as it is told, and its token is rotated', async ({ dataDir, startHost }) => {
  const { page, clipboard } = await startHost(dataDir)
  const bench = new Workbench(page)
  const events = new CapturedEvents(page)
  await bench.chooseNoTunnel()
  const url = await bench.capture()
  await bench.openTab('Settings')
  await page.getByRole('radio', { name: 'Webhook' }).click()

  await page.getByLabel('Status').fill('202')
  await page.getByRole('form', { name: 'Answer' }).getByLabel('Body').fill('taken')
  await page.getByRole('button', { name: 'Save answer' }).click()
  await expect(page.getByRole('button', { name: 'Back to the default answer' })).toBeVisible()
  const answer = await post(url, '{}')
  expect([answer.status, await answer.text()]).toEqual([202, 'taken'])

  expect((await fetch(url, { method: 'PUT', body: '{}' })).status).toBe(405)
  await page.getByText('PUT', { exact: true }).click()
  await expect(page.getByRole('checkbox', { name: 'PUT' })).toBeChecked()
  expect((await fetch(url, { method: 'PUT', body: '{}' })).status).toBe(202)

  const check = await post(url, '{"type":"url_verification","challenge":"c4","token":"t"}')
  expect(await check.text()).toContain('c4')
  await expect(page.getByRole('list', { name: 'Checks that were seen' })).toContainText('Slack')

  await page.getByRole('button', { name: 'Rotate token…' }).click()
  await page.getByRole('button', { name: 'Rotate and copy' }).click()
  await expect(events.messages).toContainText('the webhook URL is copied')
  const rotated = await clipboard()
  expect(rotated).not.toBe(url)
  expect((await post(url, '{}')).ok).toBe(false)
  expect((await post(rotated, '{}')).status).toBe(202)
})

test('a third party is used after consent only, and a new address is shouted', async ({
  dataDir,
  startHost,
  track,
}) => {
  const relay = await startRelay()
  track(relay, () => relay.close())
  const { page, clipboard } = await startHost(dataDir)
  const bench = new Workbench(page)
  const events = new CapturedEvents(page)
  await page.getByTestId('tunnel-state').click()
  await page.getByLabel('Relay host').fill(relay.url)
  await page.getByRole('button', { name: 'Use', exact: true }).click()
  await page.keyboard.press('Escape')

  await test.step('nothing is asked of the relay before', async () => {
    await page.getByRole('button', { name: 'Capture Events', exact: true }).click()
    await expect(events.consent).toBeVisible()
    expect(relay.asked).toEqual([])
    await events.consent.getByRole('button', { name: /Agree/ }).click()
    await expect(page.getByTestId('tunnel-state')).toHaveText('Listening')
  })

  await test.step('what the relay added is marked as its own', async () => {
    await charge(await bench.webhookUrl.inputValue())
    await events.fromMenu(1, 'Inspect')
    await events.show('Headers')
    const added = events.detail(1).getByRole('row', { name: /x-forwarded-for/i })
    await expect(added).toContainText('added by the relay')
  })

  await test.step('another name than last time is shouted', async () => {
    await bench.stopCapture()
    // It asks once more for its own name before it takes another one.
    relay.renameNext('somebody-else', 5)
    await page.getByRole('button', { name: 'Capture Events', exact: true }).click()
    const shout = page.getByTestId('changed-address')
    await expect(shout).toContainText('Your public address is another one now')
    await shout.getByRole('button', { name: 'Copy the new webhook URL' }).click()
    expect(await clipboard()).toBe(await bench.webhookUrl.inputValue())
    await shout.getByRole('button', { name: 'Done' }).click()
    await expect(shout).toHaveCount(0)
  })

  await test.step('one event is grabbed, and the window closes', async () => {
    await bench.stopCapture()
    await page.getByRole('button', { name: 'Ways to capture' }).click()
    await page.getByRole('menuitem', { name: 'Grab the next event' }).click()
    await expect(page.getByRole('timer')).toContainText('next event')
    const local = /127\.0\.0\.1:\d+/
    await expect.poll(() => bench.webhookUrl.inputValue()).toMatch(local)
    await charge(await bench.webhookUrl.inputValue())
    await expect(events.event(2)).toBeVisible()
    await expect(page.getByRole('timer')).toHaveCount(0)
  })
})
