/** Remembers where the window was. A lost or damaged file is not worth a word to the user. */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { screen, type BrowserWindow, type Rectangle } from 'electron'
import { z } from 'zod'

const WindowState = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().min(200),
  height: z.number().int().min(200),
  maximized: z.boolean(),
})
type WindowState = z.infer<typeof WindowState>

const FILE = 'window.json'
const FIRST_SIZE = { width: 1440, height: 900 } as const

/** As much of a title bar must be on a screen for the window to be reachable. */
const REACHABLE = { width: 100, height: 40 } as const

export interface RestoredWindow {
  readonly bounds: Partial<Rectangle>
  readonly maximized: boolean
}

export function restoreWindow(dataDir: string): RestoredWindow {
  const state = read(path.join(dataDir, FILE))
  if (state === undefined || !isReachable(state)) {
    return { bounds: FIRST_SIZE, maximized: false }
  }
  const { maximized, ...bounds } = state
  return { bounds, maximized }
}

export function rememberWindow(dataDir: string, window: BrowserWindow): void {
  window.on('close', () => {
    const state: WindowState = { ...window.getNormalBounds(), maximized: window.isMaximized() }
    try {
      writeFileSync(path.join(dataDir, FILE), JSON.stringify(state))
    } catch {
      // A full disk must not keep the window from closing.
    }
  })
}

function read(file: string): WindowState | undefined {
  try {
    return WindowState.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data
  } catch {
    return undefined
  }
}

/** A screen may have been unplugged since. */
function isReachable({ x, y, width }: WindowState): boolean {
  return screen.getAllDisplays().some(({ workArea }) => {
    const overlap = Math.min(x + width, workArea.x + workArea.width) - Math.max(x, workArea.x)
    return (
      overlap >= REACHABLE.width &&
      y >= workArea.y - REACHABLE.height &&
      y <= workArea.y + workArea.height - REACHABLE.height
    )
  })
}
