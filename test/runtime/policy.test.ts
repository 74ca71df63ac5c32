import { createRuntime } from '#main/runtime/runtime'
import { networkInterfaces } from 'node:os'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createHarness } from './harness.ts'
import { startWebServer, type WebServer } from './support/web-server.ts'

let server: WebServer
let own: WebServer
const { run } = createHarness({ ownPorts: () => [own.port] })

beforeAll(async () => {
  ;[server, own] = await Promise.all([startWebServer(), startWebServer()])
})
afterAll(() => {
  server.close()
  own.close()
})

type Policy = 'allow' | 'public' | 'none'

async function reach(url: string, policy: Policy): Promise<string> {
  const { error, logs } = await run(
    `async function onRequest() {
      try { console.log('reached', (await fetch('${url}')).status) }
      catch (e) { console.log(e.name, e.code, e.message) }
    }`,
    { network: { policy }, group: policy },
  )
  return error === null ? (logs[0]?.text ?? '') : `${error.name}: ${error.message}`
}

describe('the network policy', () => {
  it('allow lets calls go anywhere', async () => {
    expect(await reach(`${server.base}/`, 'allow')).toBe('reached 200')
  })

  it('none lets no call out, and says how to change that', async () => {
    const before = server.seen.length
    expect(await reach(`${server.base}/x`, 'none')).toBe(
      `FetchError ERR_NETWORK_POLICY request to ${server.base}/x failed, reason: the network policy of this source is "none", so that no calls are made. To change that, choose another "Network policy" in the settings of the source, or --network on the command line`,
    )
    expect(await reach('http://name.that.is.not.looked.up.example/', 'none')).toContain('"none"')
    expect(server.seen).toHaveLength(before)
  })

  it.each([
    ['127.0.0.1', 'this machine'],
    ['localhost', 'this machine'],
    ['127.1', 'this machine'],
    ['0x7f.0.0.1', 'this machine'],
    ['0177.0.0.1', 'this machine'],
    ['2130706433', 'this machine'],
    ['0', 'this machine'],
    ['127.0.0.1.', 'this machine|ENOTFOUND|EAI_AGAIN'],
    ['[::1]', 'this machine'],
    ['[::]', 'this machine'],
    ['[::ffff:127.0.0.1]', 'this machine'],
    ['[0:0:0:0:0:ffff:7f00:1]', 'this machine'],
    ['[64:ff9b::7f00:1]', 'this machine'],
    ['10.1.2.3', 'private'],
    ['192.168.0.1', 'private'],
    ['172.20.0.1', 'private'],
    ['[fd00::1]', 'private'],
    ['169.254.169.254', 'link-local'],
    ['[::ffff:a9fe:a9fe]', 'link-local'],
    ['100.100.100.200', 'provider'],
    ['255.255.255.255', 'reserved'],
  ])('public refuses %s', async (host, kind) => {
    const before = server.seen.length
    expect(await reach(`http://${host}:${server.port}/`, 'public')).toMatch(new RegExp(kind))
    expect(server.seen).toHaveLength(before)
  })

  it('public refuses whatever a name stands for here', async () => {
    const before = server.seen.length
    expect(await reach(`http://localhost:${server.port}/`, 'public')).toMatch(
      /^FetchError ERR_NETWORK_POLICY .*"public", and (127\.0\.0\.1|::1) is an address of this machine/,
    )
    expect(server.seen).toHaveLength(before)
  })

  it("public refuses this machine's own addresses, whatever their kind", async () => {
    const addresses = Object.values(networkInterfaces()).flatMap((list) =>
      (list ?? []).filter(({ family }) => family === 'IPv4').map(({ address }) => address),
    )
    for (const address of addresses) {
      expect(await reach(`http://${address}:${server.port}/`, 'public')).toContain('this machine')
    }
  })

  it('reaches https and other clients with an error of their own', async () => {
    const { logs } = await run(
      `async function onRequest() {
        https.get('https://10.0.0.1/').on('error', (e) => console.log(e.code, e.message.slice(0, 40)))
        await new Promise((ok) => setTimeout(ok, 50))
        try {
          await new AWS.S3({ endpoint: '${server.base}', maxRetries: 0, region: 'us-east-1', accessKeyId: 'a', secretAccessKey: 'b' })
            .getObject({ Bucket: 'b', Key: 'k' }).promise()
        } catch (e) { console.log(e.code, e.message.includes('"public"')) }
      }`,
      { profile: 'current', network: { policy: 'public' } },
    )
    expect(logs.map(({ text }) => text)).toEqual([
      'ERR_NETWORK_POLICY the network policy of this source is "pu',
      'NetworkingError true',
    ])
  })

  it('is recorded with the call that it refused', async () => {
    const { calls } = await run(`onRequest = () => fetch('http://10.0.0.1/').catch(() => {})`, {
      network: { policy: 'public' },
    })
    expect(calls).toMatchObject([{ status: null, url: 'http://10.0.0.1/', from: 'network' }])
    expect(calls[0]?.error).toContain('"public"')
  })
})

describe("the app's own servers", () => {
  it.each(['127.0.0.1', 'localhost', '127.0.0.2', '0.0.0.0', '[::ffff:127.0.0.1]', '2130706433'])(
    'are closed at %s, even where everything is allowed',
    async (host) => {
      expect(await reach(`http://${host}:${own.port}/`, 'allow')).toContain(
        `port ${own.port} of this machine is Hookbench's own and closed to functions`,
      )
      expect(own.seen).toEqual([])
    },
  )

  it('are closed as soon as they are known, and others stay open', async () => {
    const { runtimeDir } = await import('./harness.ts')
    const { toRequest } = await import('./request.ts')
    const runtime = createRuntime({ runtimeDir })
    const code = `onRequest = async () => { await fetch('${server.base}/') }`
    expect((await runtime.run(toRequest(code))).status).toBe('ok')
    runtime.protectPort(server.port)
    expect((await runtime.run(toRequest(code))).error?.message).toContain("Hookbench's own")
    await runtime.dispose()
  })
})
