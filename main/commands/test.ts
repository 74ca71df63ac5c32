/** `hookbench test DIR`: runs a folder of cases and says which hold. */
import { availableParallelism } from 'node:os'
import path from 'node:path'
import {
  createCaseCoverage,
  describeCoverage,
  type CaseCoverage,
} from '#main/runtime/cases/case-coverage'
import { loadCases } from '#main/runtime/cases/load'
import {
  colours,
  describeCounts,
  describeVerdict,
  plain,
  type Counts,
} from '#main/runtime/cases/format'
import { runCases, type Verdict } from '#main/runtime/cases/run-cases'
import { createObserver, OBSERVING_PATIENCE } from '#main/runtime/coverage/observer'
import type { PlainResult } from '#main/runtime/result'
import { createRuntime, type Runtime } from '#main/runtime/runtime'
import { AppError } from '#preload/errors'
import { ExitCode, printJson, printLine, type CliContext } from './context.ts'
import { UsageError } from './failure.ts'
import { createCommandLogger } from './with-core.ts'

export interface TestOptions {
  readonly update?: boolean
  readonly filter?: string
  readonly bail?: boolean
  readonly json?: boolean
  readonly coverage?: boolean
}

/** Beyond this the runtime has runs wait, which helps nobody. */
const MAX_CONCURRENCY = 4

export async function testCommand(
  dir: string,
  options: TestOptions,
  context: CliContext,
): Promise<number> {
  const startedAt = performance.now()
  const logger = createCommandLogger(context)
  const runtime = createRuntime({
    runtimeDir: context.paths.runtimeDir,
    log: (message) => logger.log('warn', message),
  })
  const watched = options.coverage === true ? watch(runtime, context) : null
  try {
    // The process starts while the files are read.
    runtime.warm()
    const { verdicts, counts } = await judge(dir, options, context, { runtime, run: watched?.run })
    const coverage = (await watched?.report())?.map((one) => ({
      ...one,
      file: path.relative(dir, one.file),
    }))
    if (options.json === true) {
      printJson(context.io, {
        ...counts,
        cases: verdicts.map(toJson),
        ...(coverage === undefined ? {} : { coverage }),
      })
    } else {
      printLine(context.io, describeCounts(counts, (performance.now() - startedAt) / 1000))
      for (const one of coverage ?? []) {
        printLine(context.io, describeCoverage(one, one.file).join('\n'))
      }
    }
    const isClean = counts.failed === 0 && counts.new === 0 && !context.interrupted.aborted
    return isClean ? ExitCode.done : ExitCode.failed
  } finally {
    await Promise.all([runtime.dispose(), watched?.dispose()])
  }
}

interface Watched extends CaseCoverage {
  dispose(): Promise<void>
}

/** Runs each case a second time, in a process of its own, to see what it reaches. */
function watch(runtime: Runtime<PlainResult>, context: CliContext): Watched {
  const logger = createCommandLogger(context)
  const observing = createRuntime({
    runtimeDir: context.paths.runtimeDir,
    log: (message) => logger.log('warn', message),
    observes: true,
    patience: OBSERVING_PATIENCE,
  })
  const coverage = createCaseCoverage(createObserver({ runtime, observing }))
  return { ...coverage, dispose: () => observing.dispose() }
}

async function judge(
  dir: string,
  options: TestOptions,
  { io, env, interrupted }: CliContext,
  { runtime, run }: { runtime: Runtime<PlainResult>; run: CaseCoverage['run'] | undefined },
): Promise<{ verdicts: Verdict[]; counts: Counts }> {
  const cases = await load(dir, { env, filter: options.filter })
  const isTerminal = 'isTTY' in io.stdout && io.stdout.isTTY === true
  const palette = isTerminal && (env['NO_COLOR'] ?? '') === '' ? colours : plain
  const verdicts: Verdict[] = []
  await runCases(cases, runtime, {
    update: options.update,
    bail: options.bail,
    signal: interrupted,
    run,
    concurrency: Math.min(MAX_CONCURRENCY, availableParallelism()),
    onVerdict(verdict) {
      verdicts.push(verdict)
      if (options.json !== true) {
        printLine(io, describeVerdict(verdict, palette).join('\n'))
      }
    },
  })
  const count = (status: Verdict['status']): number =>
    verdicts.filter((verdict) => verdict.status === status).length
  return {
    verdicts,
    counts: {
      passed: count('passed'),
      failed: count('failed'),
      new: count('new'),
      updated: count('updated'),
      notRun: cases.length - verdicts.length,
    },
  }
}

/** What is wrong with the files is wrong use, as an unknown option is. */
async function load(...args: Parameters<typeof loadCases>): ReturnType<typeof loadCases> {
  try {
    return await loadCases(...args)
  } catch (error) {
    if (error instanceof AppError && error.code === 'invalid_input') {
      throw new UsageError(error.message, error.hint)
    }
    throw error
  }
}

function toJson({ name, status, differences, durationMs, refusal }: Verdict): object {
  return { name, status, diff: differences, durationMs, ...(refusal === null ? {} : { refusal }) }
}
