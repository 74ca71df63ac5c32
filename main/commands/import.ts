import path from 'node:path'
import type { ImportFile, ImportPreview, ImportResult } from '#preload/model/exchange'
import { MAX_IMPORT_BYTES } from '#preload/model/limits'
import type { Client } from '#preload/client'
import type { Command } from 'commander'
import { parseIndexes, parseSlug } from './arguments.ts'
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
import { formatTable, visible } from './table.ts'
import { requireSource, withClient, type DataOption } from './with-core.ts'

interface ImportOptions extends DataOption {
  readonly source?: string
  readonly pick?: readonly number[]
  readonly list?: boolean
  readonly json?: boolean
}

export function registerImport(program: Command, context: CliContext, done: SetExitCode): void {
  program
    .command('import')
    .description(
      'take curl commands, HAR files, raw HTTP requests, .http files, payloads or exported sources in as events',
    )
    .argument('<file...>', 'what to import (- for standard input)')
    .option('--source <slug>', 'the source that gets the events', parseSlug)
    .option(
      '--pick <numbers>',
      'only these requests of each file, as --list numbers them',
      parseIndexes,
    )
    .option('--list', 'only show what the files hold')
    .option('--json', 'print one JSON object')
    .action(async (files: string[], _options, command: Command) => {
      const options = command.optsWithGlobals<ImportOptions>()
      done(await importFiles(context, files, options))
    })
}

async function importFiles(
  context: CliContext,
  names: readonly string[],
  options: ImportOptions,
): Promise<number> {
  const { io } = context
  const files: ImportFile[] = []
  let size = 0
  for (const name of names) {
    const bytes = await readBytes(name, io)
    size += bytes.byteLength
    // Before it is made a text, which has a limit of its own.
    if (size > MAX_IMPORT_BYTES) {
      const limit = MAX_IMPORT_BYTES / 1024 / 1024
      throw new UsageError(
        `An import takes at most ${limit} MB.`,
        'Import fewer files at once, or less in one.',
      )
    }
    const shown = name === '-' ? 'standard input' : path.basename(name)
    files.push({ name: shown, base64: bytes.toString('base64') })
  }
  return withClient(context, options, async (client) => {
    if (options.list === true) {
      return list(client, io, files, options.json === true)
    }
    const { source, pick } = options
    const result = await client.api['import.files']({
      sourceId: source === undefined ? null : (await requireSource(client, source)).id,
      files,
      pick:
        pick === undefined
          ? undefined
          : files.map((_file, file) => ({ file, requests: [...pick] })),
    })
    if (options.json === true) {
      printJson(io, result)
    } else {
      report(io, result)
    }
    return ExitCode.done
  })
}

async function list(
  client: Client,
  io: CommandIo,
  files: ImportFile[],
  json: boolean,
): Promise<number> {
  const preview = await client.api['import.preview']({ files })
  if (json) {
    printJson(io, preview)
  } else {
    const rows = preview.files.flatMap(rowsOf)
    printLine(io, formatTable(['FILE', 'KIND', '#', 'REQUEST', 'BYTES', 'EVENT'], rows))
    for (const note of preview.files.flatMap(({ notes }) => notes)) {
      io.stderr.write(`${visible(note)}\n`)
    }
  }
  return preview.files.every(({ error }) => error === null) ? ExitCode.done : ExitCode.failed
}

function rowsOf({ name, kind, error, requests }: ImportPreview['files'][number]): string[][] {
  return kind === null
    ? [[name, '-', '-', error ?? '', '', '']]
    : requests.map(({ index, method, target, size, title }) => [
        name,
        kind,
        String(index),
        `${method} ${target}`,
        String(size),
        title,
      ])
}

function report(io: CommandIo, { events, sources, notes }: ImportResult): void {
  for (const { slug } of sources) {
    printLine(io, `Made the source "${slug}".`)
  }
  if (events.length > 0) {
    const rows = events.map(({ number, method, path: at, size, title, id }) => [
      String(number),
      `${method} ${at}`,
      String(size),
      title,
      id,
    ])
    printLine(io, formatTable(['#', 'REQUEST', 'BYTES', 'EVENT', 'ID'], rows))
  }
  for (const note of notes) {
    io.stderr.write(`${visible(note)}\n`)
  }
}
