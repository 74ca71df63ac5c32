/** A run that failed before or beside the guest, in the shape in which the guest reports. */
import type { Report } from '../protocol.ts'

/** The file name that positions and stacks of the user's code carry. */
export const userFile = 'function.js'

export interface Failure {
  readonly error: Report
  readonly output: null
}
