import { Option, type Command } from 'commander'
import type { CliContext, SetExitCode } from './context.ts'
import { parseInstant, parseSeed } from './arguments.ts'
import { runCommand, type RunOptions } from './run.ts'
import { createCommandLogger } from './with-core.ts'

export function registerRun(program: Command, context: CliContext, done: SetExitCode): void {
  program
    .command('run')
    .description('run the function in a file, without a database')
    .argument('<file>', 'JavaScript file with the function')
    .option('--payload <file>', 'what the function is run on, - for stdin')
    .option('--settings <file>', 'JSON file with the settings')
    .option(
      '--secret <name>',
      'a setting to mask in logs, errors and calls; may be given more than once',
      (name: string, before?: readonly string[]) => [...(before ?? []), name],
    )
    .addOption(
      new Option('--profile <name>', 'the vendor era to run as').choices(['2019', 'current']),
    )
    .option('--legacy', 'the file sets exports.processEvents')
    .addOption(
      new Option('--network <policy>', 'what the function may reach (default: allow)').choices([
        'allow',
        'public',
        'none',
      ]),
    )
    .option('--record <file>', 'write the calls that the function makes to a cassette')
    .addOption(
      new Option('--replay <file>', 'answer the calls from a cassette; nothing goes out').conflicts(
        'record',
      ),
    )
    .option('--as-deployed', 'the body with its JSON keys sorted, as a deployed function gets it')
    .option('--now <time>', 'freeze the clock, for example at 2019-09-11T00:00:00Z', parseInstant)
    .option('--seed <number>', 'make random values follow from a number', parseSeed)
    .option('--strict', 'exit 1 when the output fails validation')
    .option('--json', 'print one JSON object')
    .action(async (file: string, options: RunOptions) => {
      const { createRuntime } = await import('#main/runtime/runtime')
      const logger = createCommandLogger(context)
      const runtime = createRuntime({
        runtimeDir: context.paths.runtimeDir,
        log: (message) => logger.log('warn', message),
      })
      try {
        done(await runCommand(file, options, { ...context.io, env: context.env }, runtime))
      } finally {
        await runtime.dispose()
      }
    })
}
