/** Runs cases on the runtime, several at a time, and tells the verdicts in the order of the cases. */
import { randomUUID } from 'node:crypto'
import { realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createMask } from '#main/runtime/mask'
import type { PlainResult } from '#main/runtime/result'
import type { RunRequest, Runtime } from '#main/runtime/runtime'
import { withExpectation } from './case-file.ts'
import type { Difference } from './compare.ts'
import { differencesFrom, expectationOf } from './expectation.ts'
import { hideSecrets } from './hide-secrets.ts'
import type { TestCase } from './load.ts'
import { Turns } from './turns.ts'

export type CaseStatus = 'passed' | 'failed' | 'new' | 'updated'

export interface Verdict {
  readonly name: string
  readonly file: string
  readonly status: CaseStatus
  /** Empty unless the case failed or was updated. Without secrets. */
  readonly differences: readonly Difference[]
  readonly durationMs: number
  readonly result: PlainResult
  /** Why an update was not written. */
  readonly refusal: string | null
}

export interface RunCasesOptions {
  /** Writes what the runs gave into the files of cases that fail or expect nothing. */
  readonly update?: boolean | undefined
  /** No verdicts after the first failure. */
  readonly bail?: boolean | undefined
  readonly signal?: AbortSignal
  /** At the same time: more than the machine has cores only makes each slower. */
  readonly concurrency?: number
  readonly onVerdict: (verdict: Verdict) => void
  /** In place of the runtime: whoever wants to see more of each run. */
  readonly run?:
    ((test: TestCase, request: RunRequest, signal: AbortSignal) => Promise<PlainResult>) | undefined
}

export async function runCases(
  cases: readonly TestCase[],
  runtime: Runtime<PlainResult>,
  options: RunCasesOptions,
): Promise<void> {
  const { bail, signal, concurrency = 4, onVerdict } = options
  const run: Run = options.run ?? ((_test, request, end) => runtime.run(request, end))
  const stop = new AbortController()
  const over = signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal])
  // One group: the cases of a folder are of one owner, so their runs may share warm workers.
  const group = `cases:${randomUUID()}`
  const turns = new Turns()
  const done: (Verdict | undefined)[] = []
  let next = 0
  let told = 0

  function tell(): void {
    for (let verdict = done[told]; verdict !== undefined && !over.aborted; verdict = done[told]) {
      // Kept no longer than needed: there may be thousands.
      done[told] = undefined
      told += 1
      onVerdict(verdict)
      if (bail === true && verdict.status === 'failed') {
        stop.abort()
      }
    }
  }

  async function work(): Promise<void> {
    for (let index = next++; index < cases.length && !over.aborted; index = next++) {
      const test = cases[index]
      if (test !== undefined) {
        const manner = { run, group, update: options.update === true, signal: over }
        const together = await turns.together(() => judge(test, manner))
        const alone = { ...manner, group: `${group}:alone` }
        const verdict =
          together === 'stopped' ? await turns.alone(() => judgeAlone(test, alone)) : together
        done[index] = verdict ?? undefined
        tell()
      }
    }
  }

  await Promise.all(Array.from({ length: Math.max(1, concurrency) }, work))
}

type Run = NonNullable<RunCasesOptions['run']>

interface Manner {
  readonly run: Run
  readonly group: string
  readonly update: boolean
  readonly signal: AbortSignal
}

/**
 * A process that runs out of memory, or ends, takes all runs in it along, and a busy one makes them
 * late: only who is stopped when alone is to blame.
 */
async function judge(test: TestCase, manner: Manner): Promise<Verdict | 'stopped' | null> {
  const result = await resultOf(test, manner)
  return result !== null && isStopped(result) && differs(test, result)
    ? 'stopped'
    : verdictOn(test, result, manner)
}

async function judgeAlone(test: TestCase, manner: Manner): Promise<Verdict | null> {
  return verdictOn(test, await resultOf(test, manner), manner)
}

function isStopped({ status }: PlainResult): boolean {
  return status === 'timeout' || status === 'out-of-memory' || status === 'crashed'
}

function differs({ expect }: TestCase, result: PlainResult): boolean {
  return expect === null || differencesFrom(expect, result).length > 0
}

async function resultOf(
  test: TestCase,
  { run, group, signal }: Manner,
): Promise<PlainResult | null> {
  const { config, code, cassette } = test.suite
  const result = await run(
    test,
    {
      code,
      handler: config.handler,
      profile: config.profile,
      settings: test.settings.values,
      request: test.request,
      secrets: test.settings.secrets,
      group,
      network: {
        policy: config.network,
        ...(cassette === null ? {} : { replay: cassette }),
      },
      ...(config.deterministic === null ? {} : { deterministic: config.deterministic }),
    },
    signal,
  )
  return signal.aborted ? null : result
}

async function verdictOn(
  test: TestCase,
  result: PlainResult | null,
  { update }: Manner,
): Promise<Verdict | null> {
  if (result === null) {
    return null
  }
  const differences = test.expect === null ? [] : differencesFrom(test.expect, result)
  const { name, file } = test
  const verdict = {
    name,
    file,
    differences: hideSecrets(differences, test.settings.secrets),
    durationMs: result.durationMs,
    result,
    refusal: null,
  }
  if (test.expect !== null && differences.length === 0) {
    return { ...verdict, status: 'passed' }
  }
  const status = test.expect === null ? 'new' : 'failed'
  if (!update) {
    return { ...verdict, status }
  }
  const refusal = await accept(test, result)
  return { ...verdict, status: refusal === null ? 'updated' : status, refusal }
}

/** Answers why nothing was written; `null` when it was. */
async function accept(test: TestCase, result: PlainResult): Promise<string | null> {
  if (result.status === 'crashed') {
    return 'the runtime process ended, which says nothing about the function'
  }
  const expect = expectationOf(result, test.expect)
  const json = JSON.stringify(expect)
  const holdsSecret = createMask(test.settings.secrets)(json) !== json
  if (holdsSecret) {
    return 'the result holds the value of a setting that comes from the environment'
  }
  await replaceFile(test.file, withExpectation(test.text, expect))
  return null
}

/** Whoever reads the file meanwhile, or after a crash, finds the old text or the new one. */
async function replaceFile(link: string, text: string): Promise<void> {
  const file = await realpath(link)
  const { mode } = await stat(file)
  const temporary = `${file}.${process.pid}.tmp`
  try {
    await writeFile(temporary, text, { mode, flush: true })
    await rename(temporary, file)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}
