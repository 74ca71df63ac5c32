import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocket as NodeWebSocket, WebSocketServer } from 'ws'
import type { Connector } from '../../../../renderer/host/connector.ts'
import { createWsConnector } from '../../../../renderer/host/ws-connector.ts'

const stops: (() => Promise<void> | void)[] = []

afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) {
    await stop()
  }
})

/** Answers every call with an empty list, on the given port or a free one. */
async function startCore(port = 0): Promise<{ port: number; stop: () => Promise<void> }> {
  const http = createServer()
  const sockets = new WebSocketServer({ server: http })
  sockets.on('connection', (socket) => {
    socket.on('message', (data: Buffer) => {
      const { id } = JSON.parse(data.toString()) as { id: number }
      socket.send(JSON.stringify({ id, ok: true, result: [] }))
    })
  })
  await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve))
  return {
    port: (http.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        for (const client of sockets.clients) {
          client.terminate()
        }
        http.close(() => resolve())
      }),
  }
}

function connect(port: number): Connector {
  const connector = createWsConnector({
    url: `ws://127.0.0.1:${port}/rpc`,
    createSocket: (url) => new NodeWebSocket(url) as unknown as WebSocket,
  })
  stops.push(() => connector.dispose())
  return connector
}

function until(connector: Connector, kind: Connector['connection']['kind']): Promise<void> {
  return new Promise((resolve) => {
    const off = connector.onConnectionChange(() => check())
    const check = (): void => {
      if (connector.connection.kind === kind) {
        off()
        resolve()
      }
    }
    check()
  })
}

describe('the WebSocket connector', () => {
  it('outlives a lost socket: fails the calls of the time between, then goes on', async () => {
    const first = await startCore()
    const connector = connect(first.port)
    await until(connector, 'connected')
    await expect(connector.api['sources.list']({})).resolves.toEqual([])

    await first.stop()
    await until(connector, 'reconnecting')
    await expect(connector.api['sources.list']({})).rejects.toMatchObject({ code: 'disconnected' })

    const second = await startCore(first.port)
    stops.push(second.stop)
    connector.reconnect()
    await until(connector, 'connected')
    await expect(connector.api['sources.list']({})).resolves.toEqual([])
  })

  it('stays quiet after dispose', async () => {
    const core = await startCore()
    stops.push(core.stop)
    const connector = connect(core.port)
    await until(connector, 'connected')
    let changes = 0
    connector.onConnectionChange(() => changes++)
    connector.dispose()
    await core.stop()
    expect(changes).toBe(0)
  })
})
