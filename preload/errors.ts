/**
 * Errors that cross a boundary: a stable code, a sentence for the user and the next step.
 * `user` errors are the caller's to mend, `system` errors are ours or the machine's.
 * Without zod, as all that the page needs to start.
 */
const errorCodes = {
  invalid_params: 'user',
  invalid_input: 'user',
  unknown_method: 'user',
  forbidden: 'user',
  not_found: 'user',
  conflict: 'user',
  unsupported_here: 'user',
  no_target: 'user',
  capture_owned: 'user',
  port_in_use: 'user',
  database_newer: 'user',
  database_locked: 'system',
  database_failed: 'system',
  disk_full: 'system',
  secret_unreadable: 'system',
  runtime_failed: 'system',
  timed_out: 'system',
  disconnected: 'system',
  invalid_result: 'system',
  internal: 'system',
} as const satisfies Record<string, 'user' | 'system'>

export type ErrorCode = keyof typeof errorCodes

export interface WireError {
  readonly code: ErrorCode
  readonly message: string
  readonly hint?: string | undefined
  readonly details?: unknown
}

export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(errorCodes, code)
}

export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode
  /** What the user can do about it, a sentence. */
  readonly hint: string | undefined
  readonly details: unknown

  constructor(
    code: ErrorCode,
    message: string,
    options: { hint?: string; details?: unknown; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.hint = options.hint
    this.details = options.details
  }
}

export function isUserError(error: unknown): boolean {
  return error instanceof AppError && errorCodes[error.code] === 'user'
}

/** Any thrown value as plain data; what is not an AppError is `internal`, its text kept. */
export function toWire(error: unknown): WireError {
  if (error instanceof AppError) {
    return {
      code: error.code,
      message: error.message,
      ...(error.hint === undefined ? {} : { hint: error.hint }),
      ...(error.details === undefined ? {} : { details: error.details }),
    }
  }
  const text = error instanceof Error ? error.message : String(error)
  return { code: 'internal', message: `Something went wrong inside Hookbench: ${text}` }
}

export function fromWire(error: WireError): AppError {
  return new AppError(error.code, error.message, {
    ...(error.hint === undefined ? {} : { hint: error.hint }),
    ...(error.details === undefined ? {} : { details: error.details }),
  })
}
