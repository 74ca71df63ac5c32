/**
 * One clock for all processes of the machine: the time origin of `performance.now` differs by
 * process, what `hrtime` counts from does not.
 */
const { hrtime } = process

export function clockMs(): number {
  const [seconds, nanoseconds] = hrtime()
  return seconds * 1000 + nanoseconds / 1e6
}
