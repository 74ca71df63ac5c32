import { writeFile } from 'node:fs/promises'
import type { Exported, ExportFormat } from '#preload/model/exchange'
import { Option, type Command } from 'commander'
import { parseSlug } from './arguments.ts'
import { tellWithheld, writeCases } from './cases-folder.ts'
import { ExitCode, type CliContext, type SetExitCode } from './context.ts'
import { UsageError } from './failure.ts'
import { requireSource, withClient, type DataOption } from './with-core.ts'

interface ExportOptions extends DataOption {
  readonly as?: ExportFormat
  readonly source?: string
  readonly out?: string
  readonly secrets?: boolean
  readonly cases?: string
}

export function registerExport(program: Command, context: CliContext, done: SetExitCode): void {
  program
    .command('export')
    .description('write a captured event, or everything of a source, as one file')
    .argument('[event]', 'id of the captured event; left out with --source')
    .addOption(
      new Option('--as <format>', 'how an event is written').choices([
        'curl',
        'har',
        'http',
        'fixture',
      ]),
    )
    .option('--source <slug>', 'everything of this source, importable elsewhere', parseSlug)
    .option('--cases <dir>', 'with --source: a folder of cases for hookbench test')
    .option('--out <file>', 'write to this file instead of standard output')
    .option('--secrets', 'do not leave tokens, credentials and encrypted settings out')
    .action(async (event: string | undefined, _options, command: Command) => {
      const options = command.optsWithGlobals<ExportOptions>()
      done(await exportFile(context, event, options))
    })
}

async function exportFile(
  context: CliContext,
  event: string | undefined,
  options: ExportOptions,
): Promise<number> {
  const { as: format, source, secrets, cases } = options
  if ((event === undefined) === (source === undefined)) {
    throw new UsageError('Give either an event or --source.')
  }
  if (event !== undefined && format === undefined) {
    throw new UsageError('Say how the event is to be written: --as curl, har, http or fixture.')
  }
  if (cases !== undefined && source === undefined) {
    throw new UsageError('Say whose cases: --cases goes with --source.')
  }
  return withClient(context, options, async (client) => {
    const { api } = client
    if (event !== undefined && format !== undefined) {
      await write(context, options, await api['export.event']({ eventId: event, format, secrets }))
    } else if (source !== undefined) {
      const { id: sourceId } = await requireSource(client, source)
      if (cases !== undefined) {
        await writeCases(cases, await api['ring.export']({ sourceId, secrets }), context.io)
        return ExitCode.done
      }
      await write(context, options, await api['export.source']({ sourceId, secrets }))
    }
    return ExitCode.done
  })
}

async function write(
  { io }: CliContext,
  { out }: ExportOptions,
  { base64, withheld }: Exported,
): Promise<void> {
  const bytes = Buffer.from(base64, 'base64')
  if (out === undefined) {
    await new Promise<void>((resolve) => {
      io.stdout.write(bytes, () => resolve())
    })
  } else {
    await writeFile(out, bytes)
  }
  tellWithheld(withheld, io)
}
