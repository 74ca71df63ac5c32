/** The one place where the command line words an error: a sentence, the next step, an exit code. */
import { AppError } from '#preload/errors'
import { CommanderError } from 'commander'
import { ExitCode, type CommandIo } from './context.ts'
import { visible } from './table.ts'

/** Wrong use that only a verb can see, such as a file that cannot be read: exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
  readonly hint: string | undefined

  constructor(message: string, hint?: string) {
    super(message)
    this.hint = hint
  }
}

/** `helpCommand` is the help that fits, such as `hookbench run --help`. */
export function reportFailure(error: unknown, io: CommandIo, helpCommand: string): number {
  if (error instanceof CommanderError) {
    return reportCommander(error, io, helpCommand)
  }
  if (error instanceof UsageError) {
    say(io, error.message, error.hint ?? `See: ${helpCommand}`)
    return ExitCode.wrongUse
  }
  if (error instanceof AppError) {
    say(io, error.message, error.hint)
    return error.code === 'invalid_params' ? ExitCode.wrongUse : ExitCode.failed
  }
  const text = error instanceof Error ? error.message : String(error)
  say(
    io,
    `Something went wrong inside Hookbench: ${text}`,
    'Please report it, with the output of the same command under HOOKBENCH_LOG=debug.',
  )
  return ExitCode.failed
}

function reportCommander(error: CommanderError, io: CommandIo, helpCommand: string): number {
  // Help and version that were asked for have been printed already.
  if (error.exitCode === 0) {
    return ExitCode.done
  }
  // No verb at all: the help has been printed to stderr.
  if (error.code !== 'commander.help') {
    const text = error.message.replace(/^error: /, '').replaceAll('\n', ' ')
    say(io, text.charAt(0).toUpperCase() + text.slice(1), `See: ${helpCommand}`)
  }
  return ExitCode.wrongUse
}

function say(io: CommandIo, message: string, hint: string | undefined): void {
  const sentence = /[.!?)]$/.test(message) ? message : `${message}.`
  const line = hint === undefined ? sentence : `${sentence} ${hint}`
  // Names of files and what is in them may be part of it.
  io.stderr.write(`${visible(line.replaceAll(/\s*\n\s*/g, ' '))}\n`)
}
