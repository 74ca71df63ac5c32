import type { Command } from 'commander'
import type { CliContext, SetExitCode } from './context.ts'
import type { TestOptions } from './test.ts'

export function registerTest(program: Command, context: CliContext, done: SetExitCode): void {
  program
    .command('test')
    .description('run the cases of a folder (function.js, cases/*.json) and compare their output')
    .argument('<dir>', 'folder of the function and its cases, or of several such folders')
    .option('--update', 'accept what the runs give as what the cases expect')
    .option('--filter <text>', 'only cases with the text in their name')
    .option('--bail', 'stop at the first case that fails')
    .option('--coverage', 'also tell which lines and branches no case reached')
    .option('--json', 'print one JSON object: {"passed", "failed", "new", "updated", "cases"}')
    .action(async (dir: string, options: TestOptions) => {
      // On demand: help needs no runtime.
      const { testCommand } = await import('./test.ts')
      done(await testCommand(dir, options, context))
    })
}
