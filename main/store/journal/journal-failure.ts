import { AppError } from '#preload/errors'

/** Why there can be no journal, as the user is told of it. */
export function journalFailure(file: string, cause: unknown): AppError {
  const code = (cause as NodeJS.ErrnoException).code
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new AppError('disk_full', 'The disk is full, no webhook could be kept.', {
      hint: 'Free some space, then try again. What was saved before is safe.',
      cause,
    })
  }
  const text = cause instanceof Error ? cause.message : String(cause)
  return new AppError('database_failed', `${file} cannot be opened: ${text}`, {
    hint: 'It holds webhooks that are not in the database yet. Make it a file that you may write.',
    cause,
  })
}
