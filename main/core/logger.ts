/** Levelled log of the application itself; never a place for payloads, tokens or settings. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error'

export interface Logger {
  log(level: LogLevel, message: string): void
}

export const silentLogger: Logger = { log() {} }

/** One line an entry, `2026-11-24T10:00:00.000Z warn message`, to a stream such as stderr. */
export function createStreamLogger(
  stream: { write(text: string): unknown },
  minimum: LogLevel = 'info',
): Logger {
  const order: readonly LogLevel[] = ['debug', 'info', 'warn', 'error']
  return {
    log(level, message) {
      if (order.indexOf(level) >= order.indexOf(minimum)) {
        stream.write(`${new Date().toISOString()} ${level} ${message}\n`)
      }
    },
  }
}
