/**
 * Stacks of a context whose `Error` is no object that could have a hook, such as a `var Error = 5`:
 * Node asks the hook of this realm then, and would show the paths of this machine by itself.
 */
import { userFile } from './failure.ts'

interface Site {
  readonly getFileName: () => string | null | undefined
  readonly toString: () => string
}

function headline(error: unknown): string {
  try {
    return Error.prototype.toString.call(error)
  } catch {
    return 'Error'
  }
}

/** No methods of the list are used: it may be one of the context's, which its code can change. */
function stackText(error: unknown, sites: readonly Site[]): string {
  let all = ''
  let own = ''
  let isForeign = false
  for (let index = 0; index < sites.length; index++) {
    const site = sites[index]
    const file = site?.getFileName() ?? ''
    const frame = site === undefined ? '' : `\n    at ${site.toString()}`
    all += frame
    own += file === userFile ? frame : ''
    isForeign ||= file === userFile || file.startsWith('hookbench:')
  }
  return headline(error) + (isForeign ? own : all)
}

export function hideForeignStacks(): void {
  Error.prepareStackTrace = (error, sites) => {
    try {
      return stackText(error, sites)
    } catch {
      return ''
    }
  }
}
