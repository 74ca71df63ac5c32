/** An application on a disk that is nearly full: answers what it is asked. */
import { createCore } from '#main/core/create-core'
import { createInProcessTransport } from '#main/core/in-process'
import { silentLogger } from '#main/core/logger'
import { createKeyFileCipher } from '#main/secrets/key-file-cipher'
import { createClient } from '#preload/client'
import { toWire } from '#preload/errors'

const [, , dataDir = '', sourceId = '', runtimeDir = ''] = process.argv
// Files that may not grow say so by this signal, which would end the process.
process.on('SIGXFSZ', () => undefined)
const core = createCore({
  dataDir,
  host: 'server',
  version: '0.0.0-test',
  cipher: createKeyFileCipher(dataDir),
  runtimeDir,
  logger: silentLogger,
})
const { api } = createClient(
  createInProcessTransport(core, { host: 'server', allow: new Set(['read', 'write']) }),
)

const questions: Readonly<Record<string, () => Promise<unknown>>> = {
  trouble: () => api['store.trouble']({}),
  recover: () => api['store.recover']({}),
  numbers: async () => (await api['events.list']({ sourceId })).map(({ number }) => number),
}

process.on('message', (question: string) => {
  questions[question]?.().then(
    (answer) => process.send?.({ answer }),
    (error: unknown) => process.send?.({ error: toWire(error) }),
  )
})
process.on('disconnect', () => void core.dispose())
process.send?.('ready')
