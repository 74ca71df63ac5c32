/** A whole core on a folder of its own, with a client of it, for tests across services. */
import { createCore } from '#main/core/create-core'
import { createInProcessTransport } from '#main/core/in-process'
import { silentLogger } from '#main/core/logger'
import { createKeyFileCipher } from '#main/secrets/key-file-cipher'
import type { EventData, EventName } from '#preload/contract'
import type { HostName, SettingDraft, Source } from '#preload/model'
import { createClient, type Client } from '#preload/client'
import { onTestFinished } from 'vitest'
import { tempDir } from './temp-dir.ts'

export interface CoreClient {
  readonly api: Client['api']
  /** Everything of this name that was published so far. */
  seen<E extends EventName>(event: E): EventData<E>[]
}

/** Runs nothing unless it is given the folder of a built runtime. */
export function startCoreClient(
  dataDir = tempDir(),
  runtimeDir = dataDir,
  host: HostName = 'cli',
): CoreClient {
  const core = createCore({
    dataDir,
    host,
    version: '0.0.0-test',
    cipher: createKeyFileCipher(dataDir),
    runtimeDir,
    logger: silentLogger,
    preferences: { tunnelProvider: 'none', capturePort: 0 },
  })
  const published: { event: EventName; data: unknown }[] = []
  core.events.subscribe((event, data) => published.push({ event, data }))
  const transport = createInProcessTransport(core, {
    host: 'cli',
    allow: new Set(['read', 'write', 'exec']),
  })
  const client = createClient(transport)
  onTestFinished(async () => {
    client.dispose()
    transport.close()
    await core.dispose()
  })
  return {
    api: client.api,
    seen: (event) => published.flatMap((one) => (one.event === event ? [one.data as never] : [])),
  }
}

export interface Capturing extends CoreClient {
  readonly source: Source
  /** The webhook's address. */
  readonly url: string
}

export async function startCapturing(): Promise<Capturing> {
  const client = startCoreClient()
  const source = await client.api['sources.create']({ name: 'Orders' })
  const status = await client.api['capture.open']({ sourceId: source.id })
  return { ...client, source, url: `${status.localUrl ?? ''}/?b=${source.token}` }
}

export function textSetting(name: string, value: string, encrypted = true): SettingDraft {
  return {
    name,
    label: name,
    type: 'STRING',
    description: '',
    required: false,
    encrypted,
    value: { kind: 'set', value },
  }
}
