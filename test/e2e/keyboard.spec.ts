/** The whole job without a mouse: no step clicks, and the focus can always be seen. */
import { Authoring } from './pages/authoring.ts'
import { CapturedEvents } from './pages/captured-events.ts'
import { Workbench } from './pages/workbench.ts'
import { expect, test } from './support/fixtures.ts'

const CODE = `async function onRequest(request, settings) {
  const body = request.json()
  Segment.track({ event: 'Order Completed', userId: body.customer.id })
}`

test('capture, write, run, push and switch by the keys alone', async ({
  dataDir,
  startHost,
  receiver,
}) => {
  const { page } = await startHost(dataDir)
  const bench = new Workbench(page)
  const author = new Authoring(page)
  const { keyboard } = page
  await page.mouse.move(0, 0)

  await test.step('a sheet shows the keys', async () => {
    await author.choose('keyboard shortcuts')
    const sheet = page.getByRole('dialog', { name: 'Keyboard Shortcuts' })
    await expect(sheet).toContainText('Save and Test')
    await keyboard.press('Escape')
    await expect(sheet).toHaveCount(0)
  })

  await test.step('who types fast need not wait for the palette', async () => {
    await keyboard.press('ControlOrMeta+K')
    await author.palette.waitFor()
    await keyboard.type('keyboard shortcuts')
    await keyboard.press('Enter')
    const sheet = page.getByRole('dialog', { name: 'Keyboard Shortcuts' })
    await expect(sheet).toBeVisible()
    await keyboard.press('Escape')
    await expect(sheet).toHaveCount(0)
  })

  await test.step('the guide is in the window, with its pictures', async () => {
    await author.choose('user guide')
    const guide = page.getByRole('dialog', { name: 'User Guide' })
    const article = guide.getByRole('article')
    await expect(article).toContainText('Capture Events')
    const picture = article.getByRole('img').first()
    await expect
      .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
      .toBeGreaterThan(0)
    await article.getByRole('link', { name: 'test cases' }).first().focus()
    await keyboard.press('Enter')
    await expect(article.getByRole('heading', { level: 1 })).toHaveText('Test cases')
    await keyboard.press('Escape')
    await expect(guide).toHaveCount(0)
  })

  await test.step('capture, on this machine only', async () => {
    await keyboard.press('ControlOrMeta+Shift+E')
    // The tunnel is a third party: it asks first, and Escape stays local.
    const consent = page.getByRole('alertdialog')
    await consent.waitFor()
    await keyboard.press('Escape')
    await expect(consent).toHaveCount(0)
    await page.getByRole('timer').waitFor()
    await keyboard.press('ControlOrMeta+Shift+Y')
    await expect(bench.capturedEvent(1)).toHaveAttribute('aria-selected', 'true')
    await keyboard.press('ControlOrMeta+Shift+U')
    await expect(author.messages).toContainText('Webhook URL copied.')
  })

  await test.step('write and run', async () => {
    await keyboard.press('Alt+1')
    await expect(page.locator('[data-document^="code:"] :focus')).toHaveCount(1)
    await author.paste(CODE)
    await keyboard.press('ControlOrMeta+Enter')
    await expect(bench.verdict).toContainText('200: OK')
    await expect(bench.output).toContainText('cus_77')
  })

  await test.step('go through the payloads', async () => {
    await keyboard.press('Alt+K')
    await expect(bench.payloads.getByRole('option', { name: 'Sample payload' })).toHaveAttribute(
      'aria-selected',
      'true',
    )
    await keyboard.press('Alt+J')
    await expect(bench.capturedEvent(1)).toHaveAttribute('aria-selected', 'true')
  })

  await test.step('the focus goes where it is sent, and is seen', async () => {
    await keyboard.press('Alt+3')
    const outline = () =>
      page.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineStyle)
    await expect(page.getByRole('tab', { name: 'Output' })).toBeFocused()
    expect(await outline()).toBe('solid')
    // To the tab that is shown then, not to the one before.
    for (const [key, name] of [
      ['Alt+7', 'Push'],
      ['Alt+8', 'History'],
      ['Alt+4', 'All Events'],
    ] as const) {
      await keyboard.press(key)
      await expect(page.getByRole('tab', { name, exact: true })).toBeFocused()
    }
    await keyboard.press('Alt+2')
    await expect(page.locator('[data-document^="payload:"] :focus')).toHaveCount(1)
  })

  await test.step('name a target and push', async () => {
    await keyboard.press('Alt+7')
    await expect(page.getByRole('tab', { name: 'Push', exact: true })).toBeFocused()
    const field = page.getByRole('button', { name: /Target/ })
    while (!(await field.evaluate((element) => element === document.activeElement))) {
      await keyboard.press('Tab')
    }
    await keyboard.press('Enter')
    await page.getByRole('option', { name: 'Any URL, as JSON' }).waitFor()
    await keyboard.type('Any')
    await keyboard.press('Enter')
    await page.getByLabel('URL', { exact: true }).waitFor()
    // The list gives the focus back as it closes.
    await expect(field).toBeFocused()
    await keyboard.press('Tab')
    await keyboard.type(`${receiver.url}/by-keys`)
    await keyboard.press('Enter')
    await expect(page.getByRole('button', { name: 'Push output' })).toBeEnabled()
    await keyboard.press('ControlOrMeta+Alt+Enter')
    await expect(bench.pushResult).toContainText('Pushed: 1 request accepted')
    expect(receiver.requests[0]?.path).toBe('/by-keys')
  })

  await test.step('make a source of a template, and go back to the first', async () => {
    await author.choose('template github')
    await expect(page.getByRole('button', { name: 'Use as new source' })).toBeFocused()
    await keyboard.press('Enter')
    await expect(page.getByRole('button', { name: 'Source: GitHub' })).toBeVisible()
    await keyboard.press('ControlOrMeta+P')
    await keyboard.type('sample order')
    await page.getByRole('option', { name: /Sample: order webhook/ }).waitFor()
    await keyboard.press('Enter')
    await expect(page.getByRole('button', { name: /Source: Sample/ })).toBeVisible()
    // As it was left.
    await expect(page.getByRole('tab', { name: 'Push', exact: true })).toHaveAttribute(
      'aria-selected',
      'true',
    )
    await keyboard.press('Alt+2')
    await expect(bench.capturedEvent(1)).toBeVisible()
  })

  await test.step('stop, in the dark', async () => {
    await author.choose('stop capturing')
    await expect(page.getByRole('timer')).toHaveCount(0)
    await author.choose('dark theme')
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  })
})

test('an event is looked into and left by its key, and a replay that was edited stays', async ({
  dataDir,
  startHost,
}) => {
  const { page } = await startHost(dataDir)
  const bench = new Workbench(page)
  const events = new CapturedEvents(page)
  const { keyboard } = page
  await bench.chooseNoTunnel()
  await bench.capture()
  await keyboard.press('ControlOrMeta+Shift+Y')
  await expect(events.event(1)).toHaveAttribute('aria-selected', 'true')
  const detail = events.detail(1)

  await test.step('from the code into the event, and back to the list', async () => {
    await keyboard.press('Alt+1')
    await expect(page.locator('[data-document^="code:"] :focus')).toHaveCount(1)
    await keyboard.press('Alt+I')
    await expect(detail.locator(':focus')).toHaveCount(1)
    await keyboard.press('Alt+I')
    await expect(detail).toHaveCount(0)
    await expect(events.event(1)).toBeFocused()
  })

  await test.step('by the single keys of the list', async () => {
    for (const end of ['i', 'Escape']) {
      await keyboard.press('i')
      await expect(detail).toBeVisible()
      await keyboard.press(end)
      await expect(detail).toHaveCount(0)
      await expect(events.event(1)).toBeFocused()
    }
  })

  await test.step('what was edited for a replay outlives its dialog', async () => {
    await keyboard.press('e')
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Query').fill('kept=yes')
    await dialog.getByRole('button', { name: 'Close' }).click()
    await expect(dialog).toHaveCount(0)
    await keyboard.press('e')
    await expect(dialog.getByLabel('Query')).toHaveValue('kept=yes')
    await keyboard.press('Escape')
  })
})

test('in a narrow pane every tab is in sight or in a menu', async ({ dataDir, startHost }) => {
  const { page } = await startHost(dataDir)
  const more = page.getByRole('button', { name: 'More tabs' })
  const history = page.getByRole('tab', { name: 'History', exact: true })
  await history.click()
  await expect(more).toHaveCount(0)
  // As after a splitter was moved: half of the width is taken.
  await page.locator('.tabs', { has: history }).evaluate((tabs) => {
    tabs.style.width = '400px'
  })
  await expect(more).toBeVisible()
  await expect(history).toBeInViewport({ ratio: 0.95 })
  await more.click()
  await page.getByRole('menuitem', { name: 'Templates' }).click()
  const templates = page.getByRole('tab', { name: 'Templates', exact: true })
  await expect(templates).toHaveAttribute('aria-selected', 'true')
  await expect(templates).toBeInViewport({ ratio: 0.95 })
})

test('the palette opens what else has only a button', async ({ dataDir, startHost }) => {
  const { page } = await startHost(dataDir)
  const author = new Authoring(page)
  const opened: [string, ReturnType<typeof page.getByText>][] = [
    ['network policy', page.getByRole('dialog', { name: 'Run options' })],
    ['tunnel provider', page.getByRole('dialog', { name: 'Tunnel' })],
    ['export as test cases', page.getByRole('dialog', { name: 'Export as test cases' })],
    ['rotate the token', page.getByRole('alertdialog', { name: 'Rotate the token?' })],
    ['import or export settings', page.getByRole('menu', { name: 'Import or export settings' })],
  ]
  for (const [words, part] of opened) {
    await author.choose(words)
    await expect(part).toBeVisible()
    // Escape is for what has the focus, which a part takes a frame after it is there.
    await expect
      .poll(() => part.evaluate((element) => element.contains(document.activeElement)))
      .toBe(true)
    await page.keyboard.press('Escape')
    await expect(part).toHaveCount(0)
  }
  await author.choose('watch')
  await page.getByRole('tab', { name: 'All Events' }).click()
  await expect(page.getByRole('checkbox', { name: 'Watch' })).toBeChecked()
})

test('what the palette opens keeps the focus', async ({ dataDir, startHost }) => {
  const { page } = await startHost(dataDir)
  const author = new Authoring(page)
  await author.choose('export as test cases')
  const dialog = page.getByRole('dialog', { name: 'Export as test cases' })
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeVisible()
  // The library gives the focus to a dialog once more after half a second.
  const frames = await dialog.evaluate(
    (element) =>
      new Promise<boolean[]>((resolve) => {
        const seen: boolean[] = []
        const until = performance.now() + 1000
        const look = (): void => {
          seen.push(element.contains(document.activeElement))
          if (performance.now() < until) {
            requestAnimationFrame(look)
          } else {
            resolve(seen)
          }
        }
        look()
      }),
  )
  expect(frames.length).toBeGreaterThan(10)
  expect(new Set(frames)).toEqual(new Set([true]))
})

test('Escape leaves the palette at once, whatever was typed', async ({ dataDir, startHost }) => {
  const { page } = await startHost(dataDir)
  const author = new Authoring(page)
  const code = page.locator('[data-document^="code:"] :focus')
  await page.keyboard.press('Alt+1')
  await expect(code).toHaveCount(1)
  for (const words of ['push', 'nothing fits this', '']) {
    await page.keyboard.press('ControlOrMeta+K')
    await author.palette.waitFor()
    await page.keyboard.type(words)
    await page.keyboard.press('Escape')
    await expect(author.palette).toHaveCount(0)
    await expect(code).toHaveCount(1)
  }
})
