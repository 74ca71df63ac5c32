/**
 * Large outputs travel and are kept as text: taking them apart at each step would hold up the
 * window. Whoever looks into one does that, where it holds up nobody else. Their schemas are in
 * `output-schemas.ts`, which the page does not load.
 */
import type { RunOutput } from '../model.ts'

/** What is seen of a large one in a list of many. */
export interface OutputPreview {
  /** How many it has of each. */
  events: number
  objects: number
  /** JSON of a `RunOutput` with the first of each: as many as can be looked at. */
  preview: string
  /** How many of those are themselves cut, with words in place of what is left out. */
  shortened?: number | undefined
}

export interface PackedOutput extends OutputPreview {
  /** JSON of a `RunOutput`. */
  json: string
}

export function isPacked(output: RunOutput | PackedOutput): output is PackedOutput {
  return 'json' in output
}

export function isPreview(output: RunOutput | OutputPreview): output is OutputPreview {
  return 'preview' in output
}

export function countsOf(output: RunOutput | OutputPreview): { events: number; objects: number } {
  const { events, objects } = output
  return {
    events: typeof events === 'number' ? events : events.length,
    objects: typeof objects === 'number' ? objects : objects.length,
  }
}

/** Takes as long as the output is large. */
export function unpacked(output: RunOutput | PackedOutput): RunOutput {
  // Written by the core from an output that it had checked.
  return isPacked(output) ? (JSON.parse(output.json) as RunOutput) : output
}

/** What is shown of it; all of it unless it is packed. */
export function previewOf(output: RunOutput | OutputPreview): RunOutput {
  return isPreview(output) ? (JSON.parse(output.preview) as RunOutput) : output
}

export function jsonOf(output: RunOutput | PackedOutput): string {
  return isPacked(output) ? output.json : JSON.stringify(output)
}
