/** Opens the core for one verb and closes it whatever happens. */
import { resolveDataDir } from '#main/core/data-dir'
import { createInProcessTransport } from '#main/core/in-process'
import { createStreamLogger, silentLogger, type Logger, type LogLevel } from '#main/core/logger'
import type { Core } from '#main/core/create-core'
import { version } from '#main/core/version'
import { createKeyFileCipher } from '#main/secrets/key-file-cipher'
import { AppError } from '#preload/errors'
import type { HostName, Preferences, SourceSummary } from '#preload/model'
import { createClient, type Client } from '#preload/client'
import type { CliContext } from './context.ts'

export interface DataOption {
  readonly data?: string
}

export interface OpenCoreOptions extends DataOption {
  readonly host?: HostName
  readonly preferences?: Partial<Preferences>
}

/** Imported on demand: help and wrong use need neither SQLite nor the runtime. */
export async function openCore(context: CliContext, options: OpenCoreOptions): Promise<Core> {
  const { createCore } = await import('#main/core/create-core')
  const dataDir = resolveDataDir({ option: options.data, env: context.env })
  return createCore({
    dataDir,
    host: options.host ?? 'cli',
    version,
    cipher: createKeyFileCipher(dataDir),
    runtimeDir: context.paths.runtimeDir,
    logger: createCommandLogger(context),
    preferences: options.preferences ?? {},
  })
}

export async function withClient(
  context: CliContext,
  options: OpenCoreOptions,
  action: (client: Client) => Promise<number>,
): Promise<number> {
  const core = await openCore(context, options)
  const transport = createInProcessTransport(core, {
    host: 'cli',
    allow: new Set(['read', 'write', 'exec']),
  })
  const client = createClient(transport)
  try {
    return await action(client)
  } finally {
    client.dispose()
    transport.close()
    await core.dispose()
  }
}

/** Silent unless asked: what concerns the user is said as a sentence by the verb itself. */
export function createCommandLogger(context: CliContext): Logger {
  const level = context.env['HOOKBENCH_LOG']
  return isLevel(level) ? createStreamLogger(context.io.stderr, level) : silentLogger
}

function isLevel(text: string | undefined): text is LogLevel {
  return text !== undefined && ['debug', 'info', 'warn', 'error'].includes(text)
}

export async function findSource(client: Client, slug: string): Promise<SourceSummary | undefined> {
  const sources = await client.api['sources.list']({})
  return sources.find((source) => source.slug === slug)
}

export async function requireSource(client: Client, slug: string): Promise<SourceSummary> {
  const source = await findSource(client, slug)
  if (source === undefined) {
    throw new AppError('not_found', `There is no source "${slug}" in this data folder.`, {
      hint: 'See which there are: hookbench sources',
    })
  }
  return source
}
