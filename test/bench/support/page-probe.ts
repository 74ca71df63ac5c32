/** What is measured inside of a page: until a key is seen, and how long nothing was answered. */
import type { Locator, Page } from '@playwright/test'

interface Probe {
  /** For each key: from the system's stamp on it to the frame that was painted after it. */
  readonly keys: number[]
  /** Times between two answers of the page's thread to a timer that is always due. */
  readonly gaps: number[]
  /** Keys whose frame is still to come. */
  waiting: number
  isBeating: boolean
}

declare global {
  interface Window {
    hookbenchProbe: Probe
  }
}

/** The shortest time that a browser lets a repeated timer wait: it is no fault of the page. */
const TIMER_MS = 4

export async function installProbe(page: Page): Promise<void> {
  await page.evaluate(() => {
    const probe: Probe = { keys: [], gaps: [], waiting: 0, isBeating: false }
    window.hookbenchProbe = probe
    window.addEventListener(
      'keydown',
      (event) => {
        probe.waiting += 1
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel()
          port1.addEventListener('message', () => {
            probe.keys.push(performance.now() - event.timeStamp)
            probe.waiting -= 1
          })
          port1.start()
          // Answered when the frame is drawn, not before.
          port2.postMessage(null)
        })
      },
      { capture: true },
    )
  })
}

/** The longest time, while `work` was done, in which the page answered nothing. */
export async function longestBlock(page: Page, work: () => Promise<void>): Promise<number> {
  await page.evaluate(() => {
    const probe = window.hookbenchProbe
    probe.gaps.length = 0
    probe.isBeating = true
    let last = performance.now()
    const beat = (): void => {
      const now = performance.now()
      probe.gaps.push(now - last)
      last = now
      if (probe.isBeating) {
        setTimeout(beat)
      }
    }
    setTimeout(beat)
  })
  await work()
  const longest = await page.evaluate(() => {
    const probe = window.hookbenchProbe
    probe.isBeating = false
    return Math.max(...probe.gaps)
  })
  return Math.max(0, longest - TIMER_MS)
}

/** Types as a person does, each key after the frame of the last; answers the time of each. */
export async function typeSlowly(page: Page, text: string, pauseMs = 60): Promise<number[]> {
  await page.evaluate(() => void (window.hookbenchProbe.keys.length = 0))
  for (const sign of text) {
    await page.keyboard.type(sign)
    await page.waitForFunction(() => window.hookbenchProbe.waiting === 0)
    await page.waitForTimeout(pauseMs)
  }
  return page.evaluate(() => window.hookbenchProbe.keys)
}

/** Milliseconds from the start of the page to the mark that it sets itself when it is ready. */
export async function readyAfter(page: Page): Promise<number> {
  await page.waitForFunction(() => performance.getEntriesByName('hookbench:ready').length > 0)
  return page.evaluate(
    () => performance.getEntriesByName('hookbench:ready')[0]?.startTime ?? Number.NaN,
  )
}

/**
 * Milliseconds from the click to the frame in which an element that matches `selector` holds the
 * text. Before that the page must not show it.
 */
export async function clickUntilShown(
  page: Page,
  target: Locator,
  shown: { readonly selector: string; readonly text: string },
): Promise<number> {
  const seen = page.evaluate(
    ({ selector, text }) =>
      new Promise<number>((resolve) => {
        let start: number | undefined
        window.addEventListener('pointerdown', (event) => (start = event.timeStamp), {
          capture: true,
          once: true,
        })
        const look = (): void => {
          const isThere = document.querySelector(selector)?.textContent.includes(text) === true
          if (start === undefined || !isThere) {
            requestAnimationFrame(look)
            return
          }
          const from = start
          const { port1, port2 } = new MessageChannel()
          port1.addEventListener('message', () => resolve(performance.now() - from))
          port1.start()
          port2.postMessage(null)
        }
        requestAnimationFrame(look)
      }),
    shown,
  )
  await target.click()
  return seen
}
