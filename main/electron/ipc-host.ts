/** The IPC transport: one window is one session. The page is not trusted, its frame is checked. */
import { MESSAGE_CHANNEL, REQUEST_CHANNEL } from '#preload/channels'
import { AppError, toWire } from '#preload/errors'
import type { Caller } from '#main/core/dispatch'
import type { Logger } from '#main/core/logger'
import { openSession, type CoreDoor } from '#main/core/session'
import { ipcMain, type IpcMainEvent, type WebContents } from 'electron'
import { originOf } from './guards.ts'

const CALLER: Caller = { host: 'electron', allow: new Set(['read', 'write', 'exec']) }

export interface IpcHostOptions {
  readonly core: CoreDoor
  readonly contents: WebContents
  /** The only origin that is answered. */
  readonly pageOrigin: string
  readonly logger: Logger
}

/** Returns its off. */
export function connectWindow(options: IpcHostOptions): () => void {
  const { core, contents, logger } = options
  const session = openSession(core, CALLER, (message) => {
    if (!contents.isDestroyed()) {
      contents.send(MESSAGE_CHANNEL, message)
    }
  })
  function receive(event: IpcMainEvent, message: unknown): void {
    try {
      assertOurPage(event, options)
      session.receive(message)
    } catch (error) {
      // Aloud on both sides: a silent refusal would leave the caller waiting.
      logger.log('error', `a message was refused: ${String(error)}`)
      event.reply(MESSAGE_CHANNEL, { id: idOf(message), ok: false, error: toWire(error) })
    }
  }
  ipcMain.on(REQUEST_CHANNEL, receive)
  return () => {
    ipcMain.off(REQUEST_CHANNEL, receive)
    session.close()
  }
}

/** The main frame of our window, at our origin; sub-frames share the window's WebContents. */
function assertOurPage(event: IpcMainEvent, { contents, pageOrigin }: IpcHostOptions): void {
  const frame = event.senderFrame
  if (
    event.sender !== contents ||
    frame === null ||
    frame !== contents.mainFrame ||
    originOf(frame.url) !== pageOrigin
  ) {
    throw new AppError('forbidden', 'Only the page of the Hookbench window may use the core.')
  }
}

function idOf(message: unknown): number {
  const id = typeof message === 'object' && message !== null && 'id' in message ? message.id : 0
  return typeof id === 'number' && Number.isInteger(id) ? id : 0
}
