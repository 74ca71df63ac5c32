/** Writing a function: types from what was captured, templates, samples, the first steps. */
import { Authoring } from './pages/authoring.ts'
import { Workbench } from './pages/workbench.ts'
import { expect, test } from './support/fixtures.ts'

const CODE = `async function onRequest(request, settings) {
  const body = request.json()
  if (body.type === 'refund.created') {
    console.log(body.reason)
  }
  `

test('the editor knows the body from the captured events, live, and the settings', async ({
  dataDir,
  startHost,
}) => {
  const { page } = await startHost(dataDir)
  const bench = new Workbench(page)
  const author = new Authoring(page)
  await bench.chooseNoTunnel()
  const url = await bench.capture()
  const send = (body: object) =>
    fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-shop-topic': 'orders' },
      body: JSON.stringify(body),
    })

  await test.step('what one event holds is offered', async () => {
    await send({ type: 'order.created', shippingAddress: { city: 'Lyon' }, total: 4 })
    await expect(bench.capturedEvent(1)).toBeVisible()
    await expect(async () => {
      await bench.replaceCode(CODE)
      const offered = await author.complete('\nbody.')
      await expect(offered.filter({ hasText: 'shippingAddress' })).toBeVisible({ timeout: 2000 })
    }).toPass()
    await page.keyboard.press('Escape')
  })

  await test.step('a further kind is known a moment after it came', async () => {
    await send({ type: 'refund.created', reason: 'broken' })
    await expect(bench.capturedEvent(2)).toBeVisible()
    await bench.replaceCode(CODE)
    await expect(async () => {
      // A card that is shown stays as it is while the mouse comes back to it at once.
      await page.mouse.move(0, 0)
      await expect(author.hover).toHaveCount(0)
      await author.hoverOver('reason')
      await expect(author.hover.first()).toContainText('(property) reason: string', {
        timeout: 2000,
      })
    }).toPass()
    await page.mouse.move(0, 0)
  })

  await test.step('settings have their type and their words', async () => {
    await bench.replaceCode(CODE)
    const offered = await author.complete('\nsettings.')
    await expect(offered.filter({ hasText: 'storeName' })).toBeVisible()
    await page.keyboard.press('Escape')
    await page.keyboard.type('storeName\n}')
    await author.hoverOver('storeName')
    await expect(author.hover.first()).toContainText('storeName: string')
    await expect(author.hover.first()).toContainText('Store Name')
  })

  await test.step('the calls are offered with their docs and as snippets', async () => {
    await bench.replaceCode('')
    await page.keyboard.type('Segment.tr')
    await expect(author.suggestions.filter({ hasText: 'snippet' }).first()).toBeVisible()
    await page.keyboard.press('Escape')
    await bench.replaceCode('Segment.track({})')
    await author.hoverOver('track')
    await expect(author.hover.first()).toContainText('Records something that a user did.')
  })

  await test.step('the code is laid out, types and all left alone', async () => {
    await bench.replaceCode('function onRequest(request,settings){\nSegment.track({a:1})\n}')
    await author.choose('format')
    await expect(async () => {
      expect(await bench.code()).toBe(
        'function onRequest(request, settings) {\n  Segment.track({ a: 1 })\n}',
      )
    }).toPass()
  })
})

test('a template becomes a source whose sample is sent signed, or an undoable edit', async ({
  dataDir,
  startHost,
}) => {
  const { page } = await startHost(dataDir)
  const bench = new Workbench(page)
  const author = new Authoring(page)
  await bench.chooseNoTunnel()

  await test.step('found, previewed, used', async () => {
    await page.getByRole('tab', { name: 'Templates' }).click()
    await page.getByRole('searchbox', { name: 'Search the templates' }).fill('charge')
    await expect(author.templates.getByRole('option')).toHaveCount(1)
    const preview = page.getByRole('region', { name: 'Template Stripe' })
    await preview.getByRole('radio', { name: 'Settings 1' }).click()
    await expect(preview).toContainText('settings.signingSecret')
    await preview.getByRole('radio', { name: 'Output' }).click()
    await expect(preview).toContainText('Charge Succeeded')
    await page.getByRole('button', { name: 'Use as new source' }).click()
    await expect(page.getByRole('button', { name: 'Source: Stripe' })).toBeVisible()
  })

  await test.step('its own webhook runs at once, and so does a signed one that was sent', async () => {
    await bench.saveAndTest()
    await expect(bench.verdict).toContainText('200: OK')
    await author.firstSteps.getByRole('button', { name: 'Send a Sample Webhook' }).click()
    await expect(author.messages).toContainText('signed as Stripe does')
    await expect(bench.capturedEvent(1)).toHaveAttribute('aria-selected', 'true')
    await bench.saveAndTest()
    await expect(bench.verdict).toContainText('200: OK')
    await expect(bench.output).toContainText('Charge Succeeded')
  })

  await test.step('another one is inserted, and undo takes it back', async () => {
    await author.choose('template slack')
    await page.getByRole('button', { name: 'Insert into editor' }).click()
    await expect.poll(() => bench.code()).toContain('// Slack events')
    await page.keyboard.press('ControlOrMeta+Z')
    await expect.poll(() => bench.code()).toContain('// Stripe events')
  })

  await test.step('one of the other interface says why it cannot be', async () => {
    await author.choose('template legacy')
    await expect(page.getByRole('button', { name: 'Insert into editor' })).toBeDisabled()
    await expect(page.getByText(/cannot be inserted here/)).toBeVisible()
  })
})

test('the first steps tick in any order, and the first that is not done is the next', async ({
  dataDir,
  startHost,
  receiver,
}) => {
  const { page } = await startHost(dataDir)
  const bench = new Workbench(page)
  const author = new Authoring(page)
  await bench.chooseNoTunnel()
  const isNext = (name: string) => expect(author.step(name)).toHaveAttribute('aria-current', 'step')
  const progress = author.firstSteps.getByRole('status')

  await test.step('pushed and run, but not written', async () => {
    await bench.openTab('Push')
    await bench.setJsonTarget(receiver.url)
    await bench.saveAndTest()
    await expect(author.doneStep('Run')).toBeVisible()
    await author.step('Push').click()
    await expect(page.getByRole('button', { name: 'Push output' })).toBeEnabled()
    await page.keyboard.press('ControlOrMeta+Alt+Enter')
    await expect(author.doneStep('Push')).toBeVisible()
    await expect(progress).toHaveText('2 of 5 first steps done, next: Copy the URL')
    await isNext('Copy the URL')
  })
  await test.step('a sample is captured, which needs no URL', async () => {
    await author.firstSteps.getByRole('button', { name: 'Send a Sample Webhook' }).click()
    await expect(author.doneStep('Capture')).toBeVisible()
    await expect(progress).toHaveText('3 of 5 first steps done, next: Copy the URL')
    await isNext('Copy the URL')
  })
  await test.step('a webhook from outside had the URL', async () => {
    await fetch(await bench.webhookUrl.inputValue(), { method: 'POST', body: '{"a":1}' })
    await expect(author.doneStep('Copy the URL')).toBeVisible()
    await expect(progress).toHaveText('4 of 5 first steps done, next: Write')
    await isNext('Write')
  })
  await test.step('and the last', async () => {
    await bench.replaceCode('function onRequest() {}')
    await bench.saveAndTest()
    await expect(progress).toHaveText('5 of 5 first steps done')
    await expect(author.firstSteps.locator('[aria-current]')).toHaveCount(0)
  })
})

test('the URL that is copied by the keys is copied', async ({ dataDir, startHost }) => {
  const { page } = await startHost(dataDir)
  const bench = new Workbench(page)
  const author = new Authoring(page)
  await bench.chooseNoTunnel()
  await bench.capture()
  await bench.webhookUrl.focus()
  await page.keyboard.press('ControlOrMeta+C')
  await expect(author.doneStep('Copy the URL')).toBeVisible()
  await expect(author.step('Capture')).toHaveAttribute('aria-current', 'step')
})

test('the first steps tick themselves off, and stay away once sent away', async ({
  dataDir,
  startHost,
  receiver,
}) => {
  const first = await startHost(dataDir)
  const bench = new Workbench(first.page)
  const author = new Authoring(first.page)
  await bench.chooseNoTunnel()
  await expect(author.step('Copy the URL')).toHaveAttribute('aria-current', 'step')
  await author.step('Copy the URL').click()
  await expect(author.doneStep('Copy the URL')).toBeVisible()
  await author.firstSteps.getByRole('button', { name: 'Send a Sample Webhook' }).click()
  await expect(author.doneStep('Capture')).toBeVisible()
  await bench.replaceCode('function onRequest() { Segment.track({ event: "E", userId: "u" }) }')
  await bench.saveAndTest()
  await expect(author.doneStep('Write')).toBeVisible()
  await expect(author.doneStep('Run')).toBeVisible()
  await author.step('Push').click()
  await bench.setJsonTarget(receiver.url)
  await expect(first.page.getByRole('button', { name: 'Push output' })).toBeEnabled()
  await first.page.keyboard.press('ControlOrMeta+Alt+Enter')
  await expect(author.firstSteps).toContainText('That was the whole job.')
  await author.firstSteps.getByRole('button', { name: 'Hide the first steps' }).click()
  await expect(author.firstSteps).toHaveCount(0)
  await first.close()

  const second = await startHost(dataDir)
  const again = new Authoring(second.page)
  await expect(again.firstSteps).toHaveCount(0)
  await again.choose('first steps')
  await expect(again.firstSteps).toContainText('That was the whole job.')
})
