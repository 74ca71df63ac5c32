import { writeFile } from 'node:fs/promises'
import type { Setting } from '#preload/model'
import type { SettingChange } from '#preload/model/settings-file'
import type { Command } from 'commander'
import { parseSlug } from './arguments.ts'
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
import { formatTable } from './table.ts'
import { requireSource, withClient, type DataOption } from './with-core.ts'

interface SettingsOptions extends DataOption {
  readonly source?: string
  readonly export?: string
  readonly import?: string
  readonly dryRun?: boolean
  readonly json?: boolean
}

export function registerSettings(program: Command, context: CliContext, done: SetExitCode): void {
  program
    .command('settings')
    .description('list the settings of a source, write them to a file, or take them from one')
    .requiredOption('--source <slug>', 'the source', parseSlug)
    .option('--export <file>', 'write them to this file (- for standard output), without secrets')
    .option('--import <file>', 'take them from this file (- for standard input)')
    .option('--dry-run', 'with --import: only show what it would change')
    .option('--json', 'print one JSON object a line')
    .action(async (_options, command: Command) => {
      const options = command.optsWithGlobals<SettingsOptions>()
      done(await settings(context, options))
    })
}

async function settings(context: CliContext, options: SettingsOptions): Promise<number> {
  const { io } = context
  const { export: to, import: from, source = '' } = options
  if (to !== undefined && from !== undefined) {
    throw new UsageError('Give either --export or --import.')
  }
  const text = from === undefined ? '' : (await readBytes(from, io)).toString('utf8')
  return withClient(context, options, async (client) => {
    const { api } = client
    const { id: sourceId } = await requireSource(client, source)
    if (to !== undefined) {
      const { base64, withheld } = await api['settings.export']({ sourceId })
      const bytes = Buffer.from(base64, 'base64')
      if (to === '-') {
        await new Promise<void>((resolve) => void io.stdout.write(bytes, () => resolve()))
      } else {
        await writeFile(to, bytes)
      }
      if (withheld.length > 0) {
        io.stderr.write(`Left out: ${withheld.join(', ')}.\n`)
      }
    } else if (from !== undefined) {
      const changes = await api['settings.importPreview']({ sourceId, text })
      if (options.dryRun !== true) {
        await api['settings.import']({ sourceId, text })
      }
      report(io, changes, options.json === true)
    } else {
      list(io, (await api['sources.get']({ sourceId })).settings, options.json === true)
    }
    return ExitCode.done
  })
}

const EFFECTS = { add: 'added', change: 'changed', same: 'skipped' } as const

function report(io: CommandIo, changes: readonly SettingChange[], json: boolean): void {
  if (json) {
    for (const change of changes) {
      printJson(io, change)
    }
    return
  }
  const rows = changes.map(({ name, effect, parts, note }) => [
    EFFECTS[effect],
    name,
    parts.join(', '),
    note ?? '',
  ])
  printLine(io, formatTable(['EFFECT', 'SETTING', 'CHANGES', 'NOTE'], rows))
}

function list(io: CommandIo, all: readonly Setting[], json: boolean): void {
  if (json) {
    for (const setting of all) {
      printJson(io, setting)
    }
  } else if (all.length === 0) {
    printLine(io, 'This source has no settings.')
  } else {
    const rows = all.map(({ name, type, required, encrypted, hasValue, value }) => [
      name,
      type,
      required ? 'required' : '',
      encrypted ? (hasValue ? 'encrypted' : 'encrypted, no value') : JSON.stringify(value),
    ])
    printLine(io, formatTable(['NAME', 'TYPE', 'REQUIRED', 'VALUE'], rows))
  }
}
