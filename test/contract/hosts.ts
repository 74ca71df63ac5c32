/** The three transports as tests use them, each in front of a real core. */
import { EventEmitter } from 'node:events'
import path from 'node:path'
import { createCore, type Core } from '#main/core/create-core'
import { createInProcessTransport } from '#main/core/in-process'
import { silentLogger } from '#main/core/logger'
import type { CoreDoor } from '#main/core/session'
import { createKeyFileCipher } from '#main/secrets/key-file-cipher'
import { startServer } from '#main/server/http-server'
import type { Access } from '#preload/contract'
import type { Transport } from '#preload/client'
import { WebSocket } from 'ws'
import { tempDir } from '../support/temp-dir.ts'

export function startCore(dataDir = tempDir()): Core {
  return createCore({
    dataDir,
    // The same everywhere: what differs by host is not what is compared here.
    host: 'cli',
    version: '0.0.0-test',
    cipher: createKeyFileCipher(dataDir),
    runtimeDir: path.resolve(import.meta.dirname, '../../out/runtime'),
    logger: silentLogger,
    // As a user who closes the dialog.
    chooseFolder: () => Promise.resolve(null),
  })
}

/** The core as a client with less access would meet it. */
export function withAccess(core: CoreDoor, allow: readonly Access[]): CoreDoor {
  return {
    events: core.events,
    dispatch: (message, caller) => core.dispatch(message, { ...caller, allow: new Set(allow) }),
  }
}

export interface Connection {
  readonly transport: Transport
  readonly close: () => Promise<void> | void
}

export type Connect = (core: CoreDoor) => Promise<Connection>

export async function connectInProcess(core: CoreDoor): Promise<Connection> {
  const transport = createInProcessTransport(core, {
    host: 'cli',
    allow: new Set(['read', 'write', 'exec']),
  })
  return { transport, close: () => transport.close() }
}

export async function connectSocket(core: CoreDoor): Promise<Connection> {
  const server = await startServer({ core, rendererDir: '', logger: silentLogger, port: 0 })
  const { origin } = new URL(server.url)
  const exchange = await fetch(server.url, { redirect: 'manual' })
  const cookie = exchange.headers.get('set-cookie')?.split(';')[0] ?? ''
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/rpc`, {
    headers: { cookie, origin },
  })
  await new Promise((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  const transport: Transport = {
    send: (message) => socket.send(JSON.stringify(message)),
    onMessage(listener) {
      const receive = (data: Buffer): void => listener(JSON.parse(data.toString('utf8')))
      socket.on('message', receive)
      return () => socket.off('message', receive)
    },
    onClose(listener) {
      socket.on('close', listener)
      return () => socket.off('close', listener)
    },
  }
  return { transport, close: () => server.close() }
}

/**
 * The wire between the two ends of Electron's IPC, which only exists inside Electron. The code
 * at both ends is the real one; the end-to-end tests drive it through the real wire.
 */
export class IpcWire {
  readonly main = new EventEmitter()
  readonly page = new EventEmitter()
  readonly frame = { url: 'https://hookbench.invalid/index.html' }
  readonly contents = {
    mainFrame: this.frame,
    isDestroyed: () => false,
    send: (channel: string, message: unknown) => this.toPage(channel, message),
  }

  toPage(channel: string, message: unknown): void {
    this.page.emit(channel, {}, structuredClone(message))
  }

  toMain(channel: string, message: unknown, senderFrame: unknown = this.frame): void {
    this.main.emit(
      channel,
      {
        sender: this.contents,
        senderFrame,
        reply: (to: string, answer: unknown) => this.toPage(to, answer),
      },
      structuredClone(message),
    )
  }
}
