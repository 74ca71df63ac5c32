import { AppError } from '#preload/errors'
import type { Push, PushRequest, Run } from '#preload/model'
import { countsOf, unpacked } from '#preload/model/packed-output'
import type { Client } from '#preload/client'
import type { Command } from 'commander'
import { parseSlug } from './arguments.ts'
import {
  ExitCode,
  printJson,
  printLine,
  type CliContext,
  type SetExitCode,
  type CommandIo,
} from './context.ts'
import { visible } from './table.ts'
import { requireSource, withClient, type DataOption } from './with-core.ts'
import { errorLine } from '#preload/model/error-words'

interface PushOptions extends DataOption {
  readonly source: string
  readonly event?: string
  readonly json?: boolean
}

export function registerPush(program: Command, context: CliContext, done: SetExitCode): void {
  program
    .command('push')
    .description("run a source's function on a captured event and push the output to its target")
    .requiredOption('--source <slug>', 'the source', parseSlug)
    .option('--event <id>', 'the captured event (default: the newest)')
    .option('--json', 'print one JSON object: {"run", "push"}; push is null when nothing was sent')
    .action(async (_options, command: Command) => {
      const options = command.optsWithGlobals<PushOptions>()
      done(await push(context, options))
    })
}

function push(context: CliContext, options: PushOptions): Promise<number> {
  const { io } = context
  return withClient(context, options, async (client) => {
    const { api } = client
    const { id: sourceId } = await requireSource(client, options.source)
    const eventId = options.event ?? (await newestEvent(client, sourceId, options.source))
    const run = await api['runs.start']({ sourceId, input: { kind: 'event', eventId } })
    const { output } = run.result
    // A function may well emit nothing for an event: that is done, too.
    const emitted = output === null ? null : countsOf(output)
    const isEmpty = emitted !== null && emitted.events + emitted.objects === 0
    const result =
      output === null || isEmpty ? null : await api['push.start']({ sourceId, runId: run.id })
    if (options.json === true) {
      printJson(io, { run: opened(run), push: result })
    } else {
      report(io, run, result)
    }
    return isEmpty || result?.ok === true ? ExitCode.done : ExitCode.failed
  })
}

/** Who reads it wants the output itself, however large. */
function opened(run: Run): Run {
  const { output } = run.result
  return output === null ? run : { ...run, result: { ...run.result, output: unpacked(output) } }
}

async function newestEvent(client: Client, sourceId: string, slug: string): Promise<string> {
  const [newest] = await client.api['events.list']({ sourceId })
  if (newest === undefined) {
    throw new AppError('not_found', `The source "${slug}" has no captured events.`, {
      hint: `Capture one: hookbench capture --source ${slug}`,
    })
  }
  return newest.id
}

function report(io: CommandIo, run: Run, result: Push | null): void {
  if (result === null) {
    const { status, error, output } = run.result
    if (output !== null) {
      printLine(io, 'The output is empty: there was nothing to push.')
      return
    }
    const place = error?.line == null ? '' : ` (line ${error.line})`
    const text = error === null ? '' : `: ${errorLine(error)}${place}`
    io.stderr.write(
      `${visible(`Nothing was pushed, since the run ended with "${status}"${text}`)}\n`,
    )
    return
  }
  for (const request of result.requests) {
    printLine(io, visible(describe(request)))
  }
}

function describe(request: PushRequest): string {
  const verdict = request.status === null ? 'no answer' : String(request.status)
  const duration = `${Math.round(request.durationMs)} ms`
  const problem = request.error === null ? '' : `  ${request.error}`
  return `${request.ok ? 'ok    ' : 'failed'}  ${verdict}  ${request.method} ${request.url}  ${duration}${problem}`
}
