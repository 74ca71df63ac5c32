import type { Command } from 'commander'
import { ExitCode, printJson, printLine, type CliContext, type SetExitCode } from './context.ts'
import { formatTable } from './table.ts'
import { withClient, type DataOption } from './with-core.ts'

interface SourcesOptions extends DataOption {
  readonly json?: boolean
}

export function registerSources(program: Command, context: CliContext, done: SetExitCode): void {
  program
    .command('sources')
    .description('list the sources of the data folder')
    .option('--json', 'print one JSON object a line')
    .action(async (_options, command: Command) => {
      const options = command.optsWithGlobals<SourcesOptions>()
      done(await listSources(context, options))
    })
}

function listSources(context: CliContext, options: SourcesOptions): Promise<number> {
  const { io } = context
  return withClient(context, options, async ({ api }) => {
    const sources = await api['sources.list']({})
    if (options.json === true) {
      for (const source of sources) {
        printJson(io, source)
      }
    } else if (sources.length === 0) {
      printLine(io, 'No sources yet. Make one: hookbench capture --source my-source')
    } else {
      const rows = sources.map((source) => [
        source.slug,
        source.name,
        source.profile,
        String(source.eventCount),
        source.updatedAt,
      ])
      printLine(io, formatTable(['SLUG', 'NAME', 'PROFILE', 'EVENTS', 'UPDATED'], rows))
    }
    return ExitCode.done
  })
}
