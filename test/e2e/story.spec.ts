/** The main job in each host: capture, run, see, push, restart, and everything is still there. */
import { Workbench } from './pages/workbench.ts'
import { expect, test } from './support/fixtures.ts'

const CODE = `async function onRequest(request, settings) {
  const body = request.json()
  console.log('order', body.id)
  Segment.track({ event: 'Order Completed', userId: body.customer, properties: { id: body.id } })
}`

test('a captured webhook is run, seen, pushed, and outlives a restart', async ({
  dataDir,
  startHost,
  receiver,
}) => {
  const first = await startHost(dataDir)
  const bench = new Workbench(first.page)
  const problems: string[] = []
  first.page.on('console', (message) => {
    if (message.type() === 'error') {
      problems.push(message.text())
    }
  })
  first.page.on('pageerror', (error) => problems.push(error.message))

  await test.step('the sample source is there at the first start', async () => {
    await expect(first.page.getByText('Sample: order webhook').first()).toBeVisible()
    await expect(bench.payloads.getByRole('option', { name: 'Sample payload' })).toBeVisible()
  })

  await test.step('capture what a sender posts', async () => {
    await bench.chooseNoTunnel()
    const url = await bench.capture()
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?b=/)
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-upstream': 'curl' },
      body: JSON.stringify({ id: 'ord_7', customer: 'user-7' }),
    })
    expect(answer.status).toBe(200)
    await expect(bench.capturedEvent(1)).toBeVisible()
    const refused = await fetch(url.replace(/b=.*/, 'b=wrong'), { method: 'POST', body: '{}' })
    expect(refused.ok).toBe(false)
    await expect(bench.capturedEvent(2)).toHaveCount(0)
  })

  await test.step('write the function and run it on the captured event', async () => {
    await bench.capturedEvent(1).click()
    await bench.replaceCode(CODE)
    await bench.saveAndTest()
    await expect(bench.verdict).toContainText('200: OK')
    await expect(bench.output).toContainText('Order Completed')
    await expect(bench.output).toContainText('user-7')
  })

  await test.step('push the output to a target', async () => {
    await bench.openTab('Push')
    await bench.setJsonTarget(`${receiver.url}/collect`)
    await bench.push()
    await expect(bench.pushResult).toContainText('Pushed: 1 request accepted')
    expect(receiver.requests).toHaveLength(1)
    expect(receiver.requests[0]?.path).toBe('/collect')
    expect(JSON.parse(receiver.requests[0]?.body ?? '')).toMatchObject({
      events: [{ type: 'track', event: 'Order Completed', userId: 'user-7' }],
    })
  })

  await bench.stopCapture()
  expect(problems).toEqual([])
  await first.close()

  await test.step('after a restart everything is still there', async () => {
    const second = await startHost(dataDir)
    const again = new Workbench(second.page)
    // As it was left.
    await expect(second.page.getByRole('tab', { name: 'Push', exact: true })).toHaveAttribute(
      'aria-selected',
      'true',
    )
    await again.openTab('Test')
    await expect(again.capturedEvent(1)).toBeVisible()
    await expect(again.verdict).toContainText('200: OK')
    await expect(again.output).toContainText('Order Completed')
    expect(await again.code()).toContain("console.log('order', body.id)")
    await again.openTab('Push')
    await expect(again.pushResult).toContainText('Pushed: 1 request accepted')
    await again.push()
    await expect.poll(() => receiver.requests.length).toBe(2)
  })
})
