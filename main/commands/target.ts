import type { PushTarget } from '#preload/model'
import type { Command } from 'commander'
import { parseAnyHttpUrl, parseHttpUrl, parseSlug } from './arguments.ts'
import { ExitCode, printJson, printLine, type CliContext, type SetExitCode } from './context.ts'
import { UsageError } from './failure.ts'
import { readBytes } from './files.ts'
import { visible } from './table.ts'
import { requireSource, withClient, type DataOption } from './with-core.ts'

interface TargetOptions extends DataOption {
  readonly source: string
  readonly url?: string
  readonly segment?: boolean
  readonly tracking?: string
  readonly objects?: string
  readonly writeKey?: string
  readonly none?: boolean
  readonly json?: boolean
}

const TRACKING = 'https://api.segment.io'
const OBJECTS = 'https://objects.segment.com'

export function registerTarget(program: Command, context: CliContext, done: SetExitCode): void {
  program
    .command('target')
    .description('show or set where the output of a source is pushed')
    .requiredOption('--source <slug>', 'the source', parseSlug)
    .option('--url <url>', 'any address that takes JSON', parseAnyHttpUrl)
    .option('--segment', 'a Tracking API and an Objects API')
    .option('--tracking <url>', `base of the Tracking API (default: ${TRACKING})`, parseHttpUrl)
    .option('--objects <url>', `base of the Objects API (default: ${OBJECTS})`, parseHttpUrl)
    .option('--write-key <file>', 'file with the write key (- for standard input)')
    .option('--none', 'push nowhere, and forget the write key')
    .option('--json', 'print one JSON object: {"target"}; null is none')
    .action(async (_options, command: Command) => {
      const options = command.optsWithGlobals<TargetOptions>()
      done(await target(context, options))
    })
}

/** The key comes from a file: what stands in a command line every program can read. */
async function target(context: CliContext, options: TargetOptions): Promise<number> {
  refuseMixed(options)
  const { io } = context
  const writeKey =
    options.writeKey === undefined ? undefined : await keyIn(context, options.writeKey)
  return withClient(context, options, async (client) => {
    const { id: sourceId } = await requireSource(client, options.source)
    let source = await client.api['sources.get']({ sourceId })
    const next = targetOf(options, source.target)
    if (next !== undefined) {
      // A key outlives a time with another kind of target, as in the app.
      const key = next === null ? null : writeKey
      source = await client.api['target.set']({ sourceId, target: next, writeKey: key })
    }
    if (options.json === true) {
      printJson(io, { target: source.target })
    } else {
      printLine(io, visible(describe(source.target, options.source)))
    }
    return ExitCode.done
  })
}

function refuseMixed({ url, segment, tracking, objects, writeKey, none }: TargetOptions): void {
  const isSegment = [segment, tracking, objects, writeKey].some((option) => option !== undefined)
  if ([url !== undefined, isSegment, none === true].filter(Boolean).length > 1) {
    throw new UsageError('Give one of --url, --segment (with its options) and --none.')
  }
}

/** `undefined`: it is only asked for. */
function targetOf(
  options: TargetOptions,
  before: PushTarget | null,
): PushTarget | null | undefined {
  const { url, segment, tracking, objects, writeKey } = options
  if (url !== undefined) {
    return { kind: 'json', url }
  }
  if (options.none === true) {
    return null
  }
  if ([segment, tracking, objects, writeKey].every((option) => option === undefined)) {
    return undefined
  }
  const known = before?.kind === 'segment' ? before : undefined
  return {
    kind: 'segment',
    trackingUrl: tracking ?? known?.trackingUrl ?? TRACKING,
    objectsUrl: objects ?? known?.objectsUrl ?? OBJECTS,
    hasWriteKey: false,
  }
}

async function keyIn({ io }: CliContext, file: string): Promise<string> {
  const key = (await readBytes(file, io)).toString('utf8').trim()
  if (key === '') {
    throw new UsageError(
      'The write key is empty.',
      'Put it into the file, or give it on standard input with --write-key -.',
    )
  }
  return key
}

function describe(pushed: PushTarget | null, slug: string): string {
  if (pushed === null) {
    return `"${slug}" has no push target. Set one: hookbench target --source ${slug} --url URL`
  }
  if (pushed.kind === 'json') {
    return `"${slug}" pushes JSON to ${pushed.url}`
  }
  const key = pushed.hasWriteKey
    ? 'with its write key.'
    : 'but has no write key yet: give it with --write-key FILE.'
  return `"${slug}" pushes to ${pushed.trackingUrl} and ${pushed.objectsUrl}, ${key}`
}
