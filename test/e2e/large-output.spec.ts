/** An output of which the window shows the first part, in each host. */
import { readFile } from 'node:fs/promises'
import type { RunOutput } from '../../preload/model.ts'
import { Workbench } from './pages/workbench.ts'
import { expect, test } from './support/fixtures.ts'

const COUNT = 80_000

const code = `function onRequest() {
  for (let i = 0; i < ${COUNT}; i++) {
    Segment.track({ event: 'E', userId: 'u' + i })
  }
}`

test('a large output is shown in part, which is said, and saved whole', async ({
  dataDir,
  startHost,
  hostKind,
}) => {
  const { page } = await startHost(dataDir)
  const bench = new Workbench(page)
  await bench.replaceCode(code)
  await bench.saveAndTest()
  await expect(bench.verdict).toContainText(`${COUNT} events`)
  const words = `Shown: the first 2000 of ${COUNT} events.`
  await expect(bench.output).toContainText(words)

  await bench.output.getByRole('radio', { name: 'Tree' }).click()
  const tree = page.getByRole('treegrid', { name: 'Output as a tree' })
  await expect(tree).toContainText(`[${COUNT}], the first 200 of them here`)

  await page.getByRole('tab', { name: 'History' }).click()
  const past = page.getByRole('region', { name: 'The chosen run' })
  await expect(past).toContainText(words)
  // The desktop app asks where to save.
  if (hostKind === 'browser') {
    const downloading = page.waitForEvent('download')
    await past.getByRole('button', { name: 'Save all' }).click()
    const file = await (await downloading).path()
    const { events } = JSON.parse(await readFile(file, 'utf8')) as RunOutput
    expect(events).toHaveLength(COUNT)
    expect(events.at(-1)).toMatchObject({ userId: `u${COUNT - 1}` })
  }
})

test('an output of which much is to be said leaves room for it in a small window', async ({
  dataDir,
  startHost,
}) => {
  const { page } = await startHost(dataDir)
  await page.setViewportSize({ width: 900, height: 600 })
  const bench = new Workbench(page)
  await bench.replaceCode(`function onRequest() {
    const text = 'hello '.repeat(60000)
    Segment.track({ event: 'E', userId: 'u1', properties: { text }, integrations: 5 })
  }`)
  await bench.saveAndTest()
  await expect(bench.verdict).toContainText('1 event with 2 warnings')
  await expect(bench.output.getByText('Shown: the event, shortened.')).toBeVisible()
  // Three lines at least.
  const text = bench.output.locator('[data-document^="output:"]')
  await expect(text).toContainText('"userId": "u1"')
  const [pane, seen] = [await bench.output.boundingBox(), await text.boundingBox()]
  const end = Math.min((pane?.y ?? 0) + (pane?.height ?? 0), (seen?.y ?? 0) + (seen?.height ?? 0))
  expect(end - (seen?.y ?? 0)).toBeGreaterThan(55)

  await expect(bench.output.getByText('Expected "object"')).toBeHidden()
  await bench.output.getByRole('button', { name: 'Warnings (2)' }).click()
  await expect(bench.output.getByText('Expected "object"')).toBeInViewport()
  await bench.output.getByRole('button', { name: '/events/0/integrations' }).click()
  await expect(text).toBeInViewport()
  await expect(text).toContainText('"integrations": 5')

  await bench.replaceCode('// other code')
  const stale = bench.verdict.getByText('The code has changed since.')
  await expect(stale).toBeInViewport({ ratio: 1 })
  expect((await stale.boundingBox())?.width).toBeGreaterThan(50)
})
