import { formatBytes, formatDuration } from './format.ts'
import './run-measures.css'

/** Of a run's result; `null` where it was not measured. */
export interface Measured {
  readonly timing: {
    readonly startMs: number
    readonly runMs: number
    readonly checkMs: number
  } | null
  readonly memory: { readonly heapBytes: number; readonly bufferBytes: number } | null
}

interface Measure {
  readonly name: string
  readonly value: string
  /** What is measured, for whoever wonders. */
  readonly meaning: string
}

export function measuresOf({ timing, memory }: Measured): Measure[] {
  return [
    ...(timing === null
      ? []
      : [
          {
            name: 'Start',
            value: formatDuration(timing.startMs),
            meaning:
              'Until the script of the function began: process, thread and context made ready, the code compiled.',
          },
          {
            name: 'Run',
            value: formatDuration(timing.runMs),
            meaning: 'From the first line of the script until the handler had settled.',
          },
          {
            name: 'Check',
            value: formatDuration(timing.checkMs),
            meaning: 'The output written as JSON, taken over and checked.',
          },
        ]),
    ...(memory === null
      ? []
      : [
          {
            name: 'Memory',
            value: formatBytes(memory.heapBytes + memory.bufferBytes),
            meaning: `The most that the run added: ${formatBytes(memory.heapBytes)} of values, the libraries that it touched and what was not collected yet included, and ${formatBytes(memory.bufferBytes)} of buffers.`,
          },
        ]),
  ]
}

/** What the run took, in one calm line; nothing for a run of before it was measured. */
export function RunMeasures(props: { measured: Measured }) {
  const { timing } = props.measured
  const measures = measuresOf(props.measured)
  if (measures.length === 0) {
    return null
  }
  return (
    <footer className="measures">
      {timing !== null && (
        <span className="measures-bar" aria-hidden="true">
          <span style={{ flexGrow: timing.startMs }} data-phase="start" />
          <span style={{ flexGrow: timing.runMs }} data-phase="run" />
          <span style={{ flexGrow: timing.checkMs }} data-phase="check" />
        </span>
      )}
      <dl aria-label="Time and memory of the run">
        {measures.map(({ name, value, meaning }) => (
          <div key={name} title={meaning}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </footer>
  )
}
