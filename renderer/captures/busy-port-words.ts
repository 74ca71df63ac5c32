/** Why webhooks do not come to the usual port, and what to do. */
import type { Result } from '#preload/contract'
import { portOfUrl } from './webhook-urls.ts'

type BusyPort = NonNullable<Result<'capture.status'>['busyPort']>

/** Systems keep the ports below for programs with rights. */
const FIRST_FREE = 1024

export function busyPortWords(
  { port, reason }: BusyPort,
  localUrl: string | null,
): { readonly title: string; readonly next: string } {
  const now = localUrl === null ? null : portOfUrl(localUrl)
  if (reason === 'taken') {
    return {
      title: `Port ${port} is in use by another program.`,
      next:
        now === null
          ? 'Unless it is free by then, the next window chooses another port, shown here.'
          : `Webhooks come to port ${now} for now. The next window tries ${port} again.`,
    }
  }
  const why =
    port < FIRST_FREE
      ? 'Ports below 1024 need the rights of an administrator.'
      : 'It may lie in a range that the system reserves.'
  return {
    title: `This system does not let Hookbench use port ${port}.`,
    next:
      now === null
        ? `${why} The next window chooses another port, shown here.`
        : `${why} Webhooks come to port ${now}: keep that one, so that the address stays.`,
  }
}
