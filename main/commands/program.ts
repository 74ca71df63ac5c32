/** The command line: its verbs, its help, and what each kind of failure exits with. */
import { version } from '#main/core/version'
import { Command, InvalidArgumentError } from 'commander'
import { registerCapture } from './capture.ts'
import { ExitCode, type CliContext } from './context.ts'
import { registerEvents } from './events.ts'
import { registerExport } from './export.ts'
import { reportFailure } from './failure.ts'
import { registerImport } from './import.ts'
import { registerPush } from './push.ts'
import { registerReplay } from './replay.ts'
import { registerRun } from './register-run.ts'
import { registerTest } from './register-test.ts'
import { registerServe } from './serve.ts'
import { registerSettings } from './settings.ts'
import { registerSources } from './sources.ts'
import { registerTarget } from './target.ts'

const VERBS = [
  registerRun,
  registerTest,
  registerCapture,
  registerEvents,
  registerReplay,
  registerExport,
  registerImport,
  registerSources,
  registerSettings,
  registerTarget,
  registerPush,
  registerServe,
]

/** `argv` is without the executable and the script. Answers the exit code, never throws. */
export async function runCli(argv: readonly string[], context: CliContext): Promise<number> {
  const { io } = context
  let exitCode: number = ExitCode.done
  const program = new Command('hookbench')
    .description('Capture webhooks, run source functions on them, push their output.')
    .version(version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      // Worded by `reportFailure`, with everything else that can fail.
      outputError: () => undefined,
    })
    .showSuggestionAfterError()
    .addHelpText('after', HELP_FOOTER)
  for (const register of VERBS) {
    register(program, context, (code) => {
      exitCode = code
    })
  }
  for (const verb of program.commands) {
    verb.allowExcessArguments(false)
  }
  for (const command of [program, ...program.commands]) {
    command.option(
      '--data <dir>',
      'folder of the database (default: HOOKBENCH_DATA, or the app’s)',
      parseFolder,
    )
  }
  try {
    await program.parseAsync(argv, { from: 'user' })
    return exitCode
  } catch (error) {
    const verb = program.commands.find((command) => argv.includes(command.name()))
    const name = verb === undefined ? '' : ` ${verb.name()}`
    return reportFailure(error, io, `hookbench${name} --help`)
  }
}

/** An empty one comes from an unset variable; the app's own folder would be a surprise. */
function parseFolder(text: string): string {
  if (text === '') {
    throw new InvalidArgumentError('Name a folder.')
  }
  return text
}

const HELP_FOOTER = `
Exit codes: 0 done, 1 the function or the operation failed, 2 wrong use or unreadable file.
HOOKBENCH_LOG=debug|info|warn|error writes a log to stderr.`
