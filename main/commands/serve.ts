import { spawn } from 'node:child_process'
import { DEFAULT_PORT, startServer } from '#main/server/http-server'
import type { Command } from 'commander'
import { parsePort } from './arguments.ts'
import {
  ExitCode,
  printJson,
  printLine,
  untilInterrupted,
  type CliContext,
  type SetExitCode,
} from './context.ts'
import { createCommandLogger, openCore, type DataOption } from './with-core.ts'

interface ServeOptions extends DataOption {
  readonly port?: number
  readonly open?: boolean
  readonly json?: boolean
}

export function registerServe(program: Command, context: CliContext, done: SetExitCode): void {
  program
    .command('serve')
    .description('serve the workbench to a browser on this machine')
    .option(
      '--port <number>',
      `port on 127.0.0.1 (default: ${DEFAULT_PORT}, or a free one when that is taken)`,
      parsePort,
    )
    .option('--open', 'open the address in the default browser')
    .option('--json', 'print one JSON object: {"type", "url", "port"}')
    .action(async (_options, command: Command) => {
      const options = command.optsWithGlobals<ServeOptions>()
      done(await serve(context, options))
    })
}

async function serve(context: CliContext, options: ServeOptions): Promise<number> {
  const { io } = context
  const core = await openCore(context, { data: options.data, host: 'server' })
  try {
    const server = await startServer({
      core,
      rendererDir: context.paths.rendererDir,
      logger: createCommandLogger(context),
      port: options.port,
    })
    // A page's token is no help to a function, and neither shall the door be.
    core.runtime.protectPort(server.port)
    if (options.json === true) {
      printJson(io, { type: 'serving', url: server.url, port: server.port })
    } else {
      printLine(io, `Hookbench is at ${server.url}`)
      printLine(io, 'Press Ctrl+C to stop it.')
    }
    if (options.open === true) {
      openInBrowser(server.urlForOneVisit(), () => {
        io.stderr.write('The browser could not be started; open the address yourself.\n')
      })
    }
    await untilInterrupted(context.interrupted)
    await server.close()
    return ExitCode.done
  } finally {
    await core.dispose()
  }
}

function openInBrowser(url: string, onFailure: () => void): void {
  const openers: Partial<Record<NodeJS.Platform, [string, ...string[]]>> = {
    darwin: ['open', url],
    win32: ['explorer.exe', url],
  }
  const [command, ...args] = openers[process.platform] ?? ['xdg-open', url]
  const child = spawn(command, args, { stdio: 'ignore', detached: true })
  child.on('error', onFailure)
  child.unref()
}
