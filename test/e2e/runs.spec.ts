/** What surrounds a run, in each host: its options, the whole ring, the history, the migration. */
import { Authoring } from './pages/authoring.ts'
import { Workbench } from './pages/workbench.ts'
import { expect, test } from './support/fixtures.ts'

const code = (event: string) => `async function onRequest(request, settings) {
  const body = request.json()
  console.warn('seen', body.id)
  if (body.id === 'bad') throw new InvalidEventPayload('bad id', { cause: new Error('why') })
  Segment.track({ event: '${event}', userId: 'u1', timestamp: new Date(), properties: { id: body.id } })
}`

const LEGACY = `exports.processEvents = async (event) => {
  // the body
  const { body } = event.payload
  return { events: [{ type: 'track', event: 'Legacy Order', userId: body.customer }] }
}`

async function send(url: string, body: object): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  expect(answer.status).toBe(200)
}

test('options, logs, tree and stack of a run', async ({ dataDir, startHost }) => {
  const { page } = await startHost(dataDir)
  const bench = new Workbench(page)
  await bench.chooseNoTunnel()
  const url = await bench.capture()
  await send(url, { id: 'a', customer: 'u' })
  await send(url, { id: 'bad' })
  await bench.capturedEvent(1).click()
  await bench.replaceCode(code('Order'))

  await page.getByRole('button', { name: /^Run options/ }).click()
  await page.getByText('As deployed', { exact: true }).click()
  await page.getByText('Frozen clock and seed', { exact: true }).click()
  await page.keyboard.press('Escape')
  await bench.saveAndTest()
  await expect(bench.verdict).toContainText('200: OK')
  await expect(bench.verdict).toContainText('frozen clock')
  await expect(bench.output).toContainText('2019-09-11T00:00:00.000Z')

  await expect(bench.output.locator('.measures')).toHaveText(
    /^Start[\d.]+ m?sRun[\d.]+ m?sCheck[\d.]+ m?sMemory[\d.]+ [KM]?B$/,
  )

  await bench.output.getByRole('radio', { name: 'Tree' }).click()
  const tree = page.getByRole('treegrid', { name: 'Output as a tree' })
  await expect(tree).toContainText('track · Order')
  await tree.getByRole('row', { name: /^events/ }).click()
  await page.keyboard.press('ArrowLeft')
  await expect(tree).not.toContainText('track · Order')

  await page.getByRole('tab', { name: /^Logs/ }).click()
  await page.getByRole('radio', { name: /^Errors/ }).click()
  await expect(bench.output).toContainText('No lines of this level')
  await page.getByRole('radio', { name: /^Warnings/ }).click()
  await expect(bench.output).toContainText('seen a')

  await bench.capturedEvent(2).click()
  await bench.saveAndTest()
  await page.getByRole('tab', { name: 'Stack Trace' }).click()
  await page.getByRole('button', { name: /function\.js:4:/ }).click()
  await expect(page.locator('[data-document^="code:"] .native-edit-context')).toBeFocused()
})

test('a long word in an error breaks inside the band of the verdict', async ({
  dataDir,
  startHost,
}) => {
  const { page } = await startHost(dataDir)
  const bench = new Workbench(page)
  await bench.replaceCode("function onRequest() { throw new Error('m'.repeat(3000)) }")
  await bench.saveAndTest()
  await expect(bench.verdict).toContainText('mmm')
  expect(await bench.verdict.evaluate((band) => band.scrollWidth - band.clientWidth)).toBe(0)
})

test('an endless run is cancelled, and says so', async ({ dataDir, startHost }) => {
  const { page } = await startHost(dataDir)
  const bench = new Workbench(page)
  const author = new Authoring(page)
  await test.step('of a profile that leaves time to press Cancel', async () => {
    await author.choose('Edit This Source')
    const form = page.getByRole('dialog', { name: 'Edit' })
    await form.getByRole('button', { name: /Profile/ }).click()
    await page.getByRole('option', { name: /^Current/ }).click()
    await form.getByRole('button', { name: 'Save' }).click()
    await expect(form).toHaveCount(0)
  })
  await bench.replaceCode('async function onRequest() { await new Promise(() => {}) }')
  await bench.saveAndTest()
  await page.getByRole('button', { name: 'Cancel', exact: true }).click()
  await expect(bench.verdict).toContainText('Cancelled')
  await expect(page.getByRole('button', { name: 'Save and Test' })).toBeVisible()

  await test.step('left alone, it is stopped, which no class of the vendor stands for', async () => {
    await bench.saveAndTest()
    await expect(bench.verdict).toContainText('Timed out')
    await expect(bench.output.locator('.error-class')).toHaveText('Timed out')
  })

  await test.step('a run of all events is cancelled from the palette too', async () => {
    await page.keyboard.press('ControlOrMeta+Shift+Enter')
    await expect(page.getByRole('progressbar', { name: 'Running all events' })).toBeVisible()
    await page.keyboard.press('ControlOrMeta+K')
    await page.keyboard.type('Cancel the Run')
    await page.keyboard.press('Enter')
    await expect(page.getByText('Cancelled before the first result')).toBeVisible()
  })
})

test('the whole ring against a baseline, accepted, undone, watched', async ({
  dataDir,
  startHost,
}) => {
  const { page } = await startHost(dataDir)
  const bench = new Workbench(page)
  await bench.chooseNoTunnel()
  const url = await bench.capture()
  await send(url, { id: 'a' })
  await send(url, { id: 'bad' })
  await expect(bench.capturedEvent(2)).toBeVisible()
  await bench.replaceCode(code('Order'))
  const summary = page.getByTestId('ring-summary')

  await page.keyboard.press('ControlOrMeta+Shift+Enter')
  await expect(summary).toContainText('3 new')
  await page.getByRole('button', { name: 'Accept all' }).click()
  await expect(summary).toContainText('3 same')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(summary).toContainText('3 new')
  await page.getByRole('button', { name: 'Accept all' }).click()
  await expect(summary).toContainText('3 same')

  await test.step('its runs are in the history, apart from those of one payload', async () => {
    await page.getByRole('tab', { name: 'History' }).click()
    await expect(page.getByText('No runs yet')).toBeVisible()
    await page.getByRole('radio', { name: 'All Events' }).click()
    const runs = page.getByRole('listbox', { name: 'Runs' }).getByRole('option')
    await expect(runs).toHaveCount(3)
    await expect(runs.first()).toContainText('Captured Event 2')
    await page.getByRole('tab', { name: 'All Events' }).click()
  })

  await test.step('a save reruns what is watched', async () => {
    await page.getByText('Watch', { exact: true }).click()
    await bench.replaceCode(code('Order Paid').replace("'bad') throw", "'a') throw"))
    await page.keyboard.press('ControlOrMeta+S')
    await expect(summary).toContainText('1 regressed')
    await expect(summary).toContainText('1 changed')
    await expect(summary).toContainText('1 fixed')
  })

  await test.step('each row shows its difference, and is accepted alone', async () => {
    await page.getByRole('option', { name: /changed Sample payload/ }).click()
    const differences = page.getByRole('list', { name: 'Differences of Sample payload' })
    await expect(differences).toContainText('/events/0/event')
    await expect(differences).toContainText('"Order Paid"')
    await page.getByRole('button', { name: 'Accept', exact: true }).click()
    await expect(page.getByRole('option', { name: /same Sample payload/ })).toBeVisible()
    await expect(summary).not.toContainText('changed')
  })
})

test('past runs are found, compared and restored', async ({ dataDir, startHost }) => {
  const { page } = await startHost(dataDir)
  const bench = new Workbench(page)
  for (const event of ['First Event', 'Second Event']) {
    await bench.replaceCode(code(event))
    await bench.saveAndTest()
    await expect(bench.output).toContainText(event)
  }
  await page.getByRole('tab', { name: 'History' }).click()
  const runs = page.getByRole('listbox', { name: 'Runs' })
  await expect(runs.getByRole('option')).toHaveCount(2)
  await page.getByLabel('Search runs').fill('first event')
  await expect(runs.getByRole('option')).toHaveCount(1)
  await expect(page.getByRole('region', { name: 'The chosen run' })).toContainText('First Event')
  await page.getByLabel('Search runs').fill('')
  await expect(runs.getByRole('option')).toHaveCount(2)

  await page.getByRole('button', { name: 'Compare…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Compare two runs' })
  await expect(dialog).toContainText('First Event')
  await expect(dialog).toContainText('Second Event')
  await dialog.getByRole('radio', { name: 'Payload' }).click()
  await expect(dialog).toContainText('The payload of both is the same')
  await page.keyboard.press('Escape')

  await runs.getByRole('option').nth(1).click()
  await page.getByRole('button', { name: 'Restore code' }).click()
  await expect.poll(() => bench.code()).toContain('First Event')
  await expect(page.getByText('Unsaved')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => bench.code()).toContain('Second Event')

  await page.getByRole('radio', { name: 'Versions' }).click()
  await expect(page.getByRole('option', { name: /Version 1\b/ })).toBeVisible()
})

test('a legacy function is migrated, proved, applied and taken back', async ({
  dataDir,
  startHost,
}) => {
  const { page } = await startHost(dataDir)
  const bench = new Workbench(page)
  await bench.chooseNoTunnel()
  const url = await bench.capture()
  await send(url, { customer: 'u7' })
  await bench.capturedEvent(1).click()
  await bench.replaceCode(LEGACY)
  await bench.saveAndTest()
  await expect(bench.output).toContainText('exports is not defined')

  await page.getByRole('button', { name: /Migrate to onRequest/ }).click()
  const dialog = page.getByRole('dialog', { name: 'Migrate to the modern interface' })
  await expect(dialog).toContainText('async function onRequest(request, settings)')
  await expect(dialog).toContainText('Captured Event 1')
  await expect(dialog.getByRole('region', { name: 'Proof' })).toContainText('same: 1 event')
  await dialog.getByRole('button', { name: 'Apply' }).click()
  await expect.poll(() => bench.code()).toContain('Segment.track')
  expect(await bench.code()).toContain('// the body')
  await bench.saveAndTest()
  await expect(bench.verdict).toContainText('200: OK')
  await expect(bench.output).toContainText('Legacy Order')
  await expect(page.getByRole('button', { name: /Migrate to onRequest/ })).toHaveCount(0)

  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => bench.code()).toContain('exports.processEvents')
})
