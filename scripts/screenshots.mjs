/**
 * Takes the pictures of the guide from the real app: `node scripts/screenshots.mjs [FOLDER]`. By
 * default those that the README and `docs/` show, into `docs/images`; with a folder, every scene.
 * A server in browser mode on a fresh data folder, webhooks that are really sent, runs and a push
 * that really happen, each scene in the light and the dark theme. On the way axe looks at each
 * scene: a picture of something that not everybody can use is none for a guide.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { buildIfStale } from './build.mjs'
import { authoringScenes } from './support/authoring-scenes.mjs'
import { eventScenes } from './support/event-scenes.mjs'
import { rerunOnModernNode } from './support/modern-node.mjs'
import { main, note, root, Stop } from './support/project.mjs'
import { runScenes } from './support/run-scenes.mjs'

const SIZE = { width: 1280, height: 800 }
const ORDER = {
  type: 'order.created',
  id: 'ord_1043',
  created_at: '2019-09-11T14:21:08.000Z',
  currency: 'EUR',
  customer: { id: 'cus_78', email: 'grace@example.com', name: 'Grace Moreau' },
  items: [{ sku: 'mug', name: 'Mug', price: 12.5, quantity: 2 }],
}
const WEBHOOKS = [
  ORDER,
  { type: 'refund.created', id: 'ref_7', order: 'ord_1043' },
  { ...ORDER, id: 'ord_1044', customer: { ...ORDER.customer, id: 78 } },
]

async function startServer(dataDir) {
  const cli = path.join(root, 'out/main/cli.js')
  const args = [cli, 'serve', '--port', '0', '--json', '--data', dataDir]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = await once(createInterface(child.stdout), 'line')
  return {
    url: JSON.parse(line).url,
    async close() {
      const exited = once(child, 'exit')
      child.kill('SIGTERM')
      await exited
    },
  }
}

/** Stands in for the API that the output is pushed to. */
async function startReceiver() {
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"success":true}')
    })
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return { url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() }
}

/** Each scene leaves the page where the next one goes on. */
function scenesOf(page, receiver) {
  const tab = (name) => page.getByRole('tab', { name, exact: true }).click()
  const run = async (payload) => {
    await tab('Test')
    await page.getByRole('option', { name: payload }).click()
    await page.getByRole('button', { name: 'Save and Test' }).click()
    await page
      .getByRole('region', { name: 'Output' })
      .and(page.locator('[aria-busy=false]'))
      .waitFor()
  }
  return {
    first: async () => undefined,
    capture: async () => {
      await page.getByTestId('tunnel-state').click()
      await page.getByRole('dialog').getByText('No tunnel', { exact: true }).click()
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Capture Events', exact: true }).click()
      await page.getByRole('timer').waitFor()
      const url = await page.getByLabel(/Copy this webhook URL/).inputValue()
      for (const [index, body] of WEBHOOKS.entries()) {
        const headers = { 'Content-Type': 'application/json', 'User-Agent': 'Shop/4.2' }
        await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
        await page.getByRole('option', { name: `Captured Event ${index + 1}` }).waitFor()
      }
    },
    ok: () => run(/Captured Event 1\b/),
    error: () => run(/Captured Event 2\b/),
    invalid: () => run(/Captured Event 3\b/),
    request: () => tab('Raw Request'),
    settings: () => tab('Settings'),
    push: async () => {
      await tab('Push')
      if ((await page.getByTestId('push-result').count()) === 0) {
        await page.getByLabel('Tracking API base').fill(receiver.url)
        await page.getByLabel('Objects API base').fill(receiver.url)
        await page.getByLabel('Write key', { exact: true }).fill('write-key')
        await page.getByRole('button', { name: 'Save target' }).click()
      }
      await page.getByRole('button', { name: 'Push output' }).click()
      await page.getByTestId('push-result').waitFor()
    },
    ...runScenes(page),
    ...eventScenes(page, receiver),
    ...authoringScenes(page),
  }
}

/** Past the page's own policy, which lets no foreign script in. */
async function axeChecker(page) {
  const axe = await readFile(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')
  const session = await page.context().newCDPSession(page)
  const evaluate = async (expression) => {
    const options = { expression, awaitPromise: true, returnByValue: true }
    return (await session.send('Runtime.evaluate', options)).result.value
  }
  await evaluate(axe)
  return () =>
    evaluate(`axe.run().then(({ violations }) => violations.map(({ id, nodes }) =>
      id + ' at ' + nodes.map((node) => node.target.join(' ') + ' ' + node.html.slice(0, 300)).join(', ')))`)
}

/** Names of the scenes that the README and the guide show. */
async function shownScenes() {
  const docs = await readdir(path.join(root, 'docs'))
  const pages = docs.filter((name) => name.endsWith('.md')).map((name) => path.join('docs', name))
  const texts = await Promise.all(
    ['README.md', ...pages].map((file) => readFile(path.join(root, file), 'utf8')),
  )
  const pictures = texts.join('').matchAll(/images\/([\w-]+)-(?:light|dark)\.png/g)
  return new Set([...pictures].map((match) => match[1]))
}

/** `wanted`: names of scenes; all of them without. */
async function takeAll(browser, theme, folder, wanted) {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'hookbench-screenshots-'))
  const [server, receiver] = await Promise.all([startServer(dataDir), startReceiver()])
  try {
    const page = await browser.newPage({
      viewport: SIZE,
      colorScheme: theme,
      permissions: ['clipboard-read', 'clipboard-write'],
    })
    await page.goto(server.url)
    await page.locator('[data-app-state="loaded"]').waitFor()
    const violations = await axeChecker(page)
    for (const [name, act] of Object.entries(scenesOf(page, receiver))) {
      await act()
      // Colours come from Monaco's workers, a moment after the text.
      await page.waitForTimeout(800)
      await page.mouse.move(SIZE.width / 2, 4)
      const found = await violations()
      if (found.length > 0) {
        throw new Stop(`axe, scene ${name}, ${theme}: ${found.join('; ')}`)
      }
      if (wanted === undefined || wanted.has(name)) {
        await page.screenshot({ path: path.join(folder, `${name}-${theme}.png`) })
      }
    }
  } finally {
    receiver.close()
    await server.close()
    await rm(dataDir, { recursive: true, force: true })
  }
}

await main(async () => {
  const rerun = await rerunOnModernNode(fileURLToPath(import.meta.url))
  if (rerun !== undefined) {
    return rerun
  }
  await buildIfStale()
  const folder = path.resolve(process.argv[2] ?? path.join(root, 'docs/images'))
  await mkdir(folder, { recursive: true })
  const wanted = process.argv[2] === undefined ? await shownScenes() : undefined
  const { chromium } = await import('@playwright/test')
  const executablePath = process.env.HOOKBENCH_E2E_CHROMIUM ?? '/usr/bin/chromium'
  const browser = await chromium
    .launch({ executablePath, args: ['--no-sandbox', '--disable-background-networking'] })
    .catch((error) => {
      throw new Stop(`Chromium could not be started: ${error.message}`)
    })
  try {
    for (const theme of ['light', 'dark']) {
      await takeAll(browser, theme, folder, wanted)
      note(`Took the ${theme} screenshots.`)
    }
  } finally {
    await browser.close()
  }
  return 0
})
