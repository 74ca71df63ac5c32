import type { Preferences, SourceSummary } from '#preload/model'
import type { Client } from '#preload/client'
import type { AppError } from '#preload/errors'
import { ThirdPartyTunnel } from '#preload/model/tunnel'
import type { Command } from 'commander'
import {
  parseCount,
  parseHttpUrl,
  parsePort,
  parseSlug,
  parseTunnel,
  parseWindowSeconds,
  type TunnelChoice,
} from './arguments.ts'
import { captureUntilClosed } from './capture-session.ts'
import { ExitCode, type CliContext, type SetExitCode } from './context.ts'
import { findSource, withClient, type DataOption } from './with-core.ts'

interface CaptureOptions extends DataOption {
  readonly source: string
  readonly tunnel?: TunnelChoice
  readonly relay?: string
  readonly port?: number
  readonly window?: number
  readonly count?: number
  readonly json?: boolean
}

export function registerCapture(program: Command, context: CliContext, done: SetExitCode): void {
  program
    .command('capture')
    .description(
      'open a capture window and print what arrives; makes the source when it is missing',
    )
    .requiredOption('--source <slug>', 'the source', parseSlug)
    .option(
      '--tunnel <none|localtunnel|cloudflared|URL>',
      'how the public address is had; a URL is your own one that leads here (default: as preferred)',
      parseTunnel,
    )
    .option('--relay <url>', 'host of the localtunnel relay', parseHttpUrl)
    .option('--port <number>', 'port of the local listener, 0 for a free one', parsePort)
    .option('--window <seconds>', 'how long to capture (default: 300)', parseWindowSeconds)
    .option('--count <number>', 'close after this many captured events', parseCount)
    .option('--json', 'print one JSON object a line')
    .action(async (_options, command: Command) => {
      const options = command.optsWithGlobals<CaptureOptions>()
      done(await capture(context, options))
    })
}

function capture(context: CliContext, options: CaptureOptions): Promise<number> {
  const core = { data: options.data, preferences: overrides(options) }
  return withClient(context, core, async (client) => {
    const found = await findSource(client, options.source)
    const source = found ?? (await create(client, options.source))
    let failure: AppError | null
    try {
      failure = await captureUntilClosed({
        client,
        io: context.io,
        interrupted: context.interrupted,
        source,
        seconds: options.window,
        count: options.count,
        port: options.port,
        json: options.json === true,
      })
    } catch (error) {
      if (found === undefined) {
        await deleteUnused(client, source.id)
      }
      throw error
    }
    if (failure !== null) {
      throw failure
    }
    return ExitCode.done
  })
}

/** The options hold for this process only: the stored preferences stay as they are. */
function overrides({ tunnel, relay, port }: CaptureOptions): Partial<Preferences> {
  const provider = tunnel?.provider ?? (relay === undefined ? undefined : 'localtunnel')
  const thirdParty = ThirdPartyTunnel.safeParse(provider).data
  return {
    ...(provider === undefined ? {} : { tunnelProvider: provider }),
    // Naming a third party is the consent to it, for this run.
    ...(thirdParty === undefined ? {} : { tunnelConsent: [thirdParty] }),
    ...(tunnel?.provider === 'url' ? { ownPublicUrl: tunnel.url } : {}),
    ...(relay === undefined ? {} : { relayUrl: relay }),
    ...(port === undefined ? {} : { capturePort: port }),
  }
}

async function create(client: Client, slug: string): Promise<SourceSummary> {
  const created = await client.api['sources.create']({ name: slug })
  return created.slug === slug
    ? created
    : client.api['sources.update']({ sourceId: created.id, slug })
}

/** A capture that was refused leaves nothing behind; what it caught before it failed stays. */
async function deleteUnused(client: Client, sourceId: string): Promise<void> {
  try {
    const { eventCount } = await client.api['sources.get']({ sourceId })
    if (eventCount === 0) {
      await client.api['sources.delete']({ sourceId })
    }
  } catch {
    // Why the capture failed is what the user must hear of.
  }
}
