/** The real bridge of a real window as a transport of the tests. */
import type { Page } from '@playwright/test'
import type { Bridge } from '#preload/channels'
import type { Transport } from '#preload/client'

declare global {
  interface Window {
    receiveInTest(message: unknown): Promise<void>
  }
}

export async function connectToPage(page: Page): Promise<Transport> {
  const listeners = new Set<(message: unknown) => void>()
  await page.exposeFunction('receiveInTest', (message: unknown) => {
    for (const listener of listeners) {
      listener(message)
    }
  })
  await page.evaluate(() => {
    const { hookbench } = window as unknown as { hookbench: Bridge }
    hookbench.onMessage((message) => void window.receiveInTest(message))
  })
  return {
    send(message) {
      // A page that is gone shows as a missing reply.
      page
        .evaluate((request) => {
          const { hookbench } = window as unknown as { hookbench: Bridge }
          hookbench.send(request)
        }, message)
        .catch(() => undefined)
    },
    onMessage(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    onClose(listener) {
      page.on('close', listener)
      return () => page.off('close', listener)
    },
  }
}
