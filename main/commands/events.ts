import type { CapturedEventSummary } from '#preload/model'
import type { Client } from '#preload/client'
import type { Command } from 'commander'
import { parseSlug } from './arguments.ts'
import { ExitCode, printJson, printLine, type CliContext, type SetExitCode } from './context.ts'
import { formatTable } from './table.ts'
import { requireSource, withClient, type DataOption } from './with-core.ts'

interface EventsOptions extends DataOption {
  readonly source: string
  readonly json?: boolean
}

export function registerEvents(program: Command, context: CliContext, done: SetExitCode): void {
  program
    .command('events')
    .description('list the captured events of a source, oldest first')
    .requiredOption('--source <slug>', 'the source', parseSlug)
    .option('--json', 'print one JSON object a line, with headers and body as they arrived')
    .action(async (_options, command: Command) => {
      const options = command.optsWithGlobals<EventsOptions>()
      done(await listEvents(context, options))
    })
}

function listEvents(context: CliContext, options: EventsOptions): Promise<number> {
  const { io } = context
  return withClient(context, options, async (client) => {
    const source = await requireSource(client, options.source)
    const newestFirst = await client.api['events.list']({ sourceId: source.id })
    const events = newestFirst.toReversed()
    if (options.json === true) {
      for (const event of events) {
        printJson(io, await describe(client, event.id))
      }
    } else if (events.length === 0) {
      printLine(
        io,
        `No captured events yet. Capture one: hookbench capture --source ${options.source}`,
      )
    } else {
      printLine(
        io,
        formatTable(['#', 'RECEIVED', 'REQUEST', 'BYTES', 'EVENT', 'ID'], events.map(row)),
      )
    }
    return ExitCode.done
  })
}

/** Exactly the promised fields: what the model gains later does not leak into scripts. */
async function describe(client: Client, eventId: string): Promise<unknown> {
  const event = await client.api['events.get']({ eventId })
  const { id, receivedAt, method, path, query, rawHeaders, size, bodySha256, bodyBase64 } = event
  return { id, receivedAt, method, path, query, rawHeaders, size, bodySha256, bodyBase64 }
}

function row(event: CapturedEventSummary): string[] {
  return [
    String(event.number),
    event.receivedAt,
    `${event.method} ${event.path}`,
    String(event.size),
    event.title,
    event.id,
  ]
}
