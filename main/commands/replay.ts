import type { Replay, ReplaySigning } from '#preload/model/replay'
import { Option, type Command } from 'commander'
import { parseAnyHttpUrl } from './arguments.ts'
import {
  ExitCode,
  printJson,
  printLine,
  type CliContext,
  type CommandIo,
  type SetExitCode,
} from './context.ts'
import { UsageError } from './failure.ts'
import { readBytes } from './files.ts'
import { visible } from './table.ts'
import { withClient, type DataOption } from './with-core.ts'

interface ReplayOptions extends DataOption {
  readonly to: readonly string[]
  readonly edit?: string
  readonly sign?: boolean
  readonly badSignature?: boolean
  readonly stale?: boolean
  readonly keepRelayHeaders?: boolean
  readonly json?: boolean
}

export function registerReplay(program: Command, context: CliContext, done: SetExitCode): void {
  program
    .command('replay')
    .description('send a captured event again; signed anew when it is edited and a secret is known')
    .argument('<event>', 'id of the captured event, as `hookbench events` prints it')
    .addOption(
      new Option('--to <url>', 'where to; may be given several times')
        .argParser((text: string, all: string[] | undefined) => [
          ...(all ?? []),
          parseAnyHttpUrl(text),
        ])
        .makeOptionMandatory(),
    )
    .option(
      '--edit <file>',
      'send this file as the body, compressed as the event is (- for standard input)',
    )
    .option('--sign', 'sign anew with the present time, edited or not')
    .option('--bad-signature', 'send a signature that is wrong; done when the receiver refuses it')
    .option('--stale', 'sign with a time that is too old; done when the receiver refuses it')
    .option('--keep-relay-headers', 'send x-forwarded-* and the like again')
    .option('--json', 'print one JSON object for each target')
    .action(async (event: string, _options, command: Command) => {
      const options = command.optsWithGlobals<ReplayOptions>()
      done(await replay(context, event, options))
    })
}

async function replay(
  context: CliContext,
  eventId: string,
  options: ReplayOptions,
): Promise<number> {
  const { io } = context
  const signing = signingOf(options)
  const body = options.edit === undefined ? undefined : await readBytes(options.edit, io)
  return withClient(context, options, async (client) => {
    const replays = await client.api['replay.send']({
      eventId,
      targets: options.to.map((url) => ({ kind: 'url', url })),
      signing,
      edit:
        body === undefined
          ? undefined
          : { body: { kind: 'base64', base64: body.toString('base64') } },
      keepRelayHeaders: options.keepRelayHeaders,
    })
    for (const one of replays) {
      if (options.json === true) {
        printJson(io, one)
      } else {
        report(io, one)
      }
    }
    return replays.every(isAsWanted) ? ExitCode.done : ExitCode.failed
  })
}

function signingOf({ sign, badSignature, stale }: ReplayOptions): ReplaySigning {
  if ([sign, badSignature, stale].filter(Boolean).length > 1) {
    throw new UsageError('Give one of --sign, --bad-signature and --stale.')
  }
  if (badSignature === true) {
    return 'bad'
  }
  return stale === true ? 'stale' : sign === true ? 'fresh' : 'auto'
}

/** A receiver that takes a bad or stale signature has failed the test. */
function isAsWanted({ response, signing }: Replay): boolean {
  if (response === null) {
    return false
  }
  const isNegative = signing === 'bad' || signing === 'stale'
  const [low, high] = isNegative ? [400, 500] : [200, 300]
  return response.status >= low && response.status < high
}

const SIGNATURES: Readonly<Record<Replay['signing'], string>> = {
  unsigned: 'unsigned',
  kept: 'its own signature',
  fresh: 'signed anew',
  bad: 'bad signature',
  stale: 'stale signature',
}

function report(io: CommandIo, result: Replay): void {
  const { response, timing, error, signing } = result
  const verdict =
    response === null ? 'no answer' : `${response.status} ${visible(response.statusText)}`.trimEnd()
  const mark = isAsWanted(result) ? 'ok    ' : 'failed'
  const line = [
    mark,
    verdict,
    `${result.method} ${visible(result.url)}`,
    `${Math.round(timing.totalMs)} ms`,
    SIGNATURES[signing],
  ]
  printLine(io, line.join('  '))
  const text = error ?? Buffer.from(response?.bodyBase64 ?? '', 'base64').toString('utf8')
  for (const row of text.split('\n').slice(0, 20)) {
    if (row !== '') {
      printLine(io, `        ${visible(row)}`)
    }
  }
}
