/** What makes one text of another: the part in the middle that differs. */
export interface TextPatch {
  readonly from: number
  /** Characters that are gone. */
  readonly drop: number
  readonly text: string
}

/** Compared in steps by the engine itself, which is far quicker than one by one. */
const STEP = 4096

export function patchOf(base: string, next: string): TextPatch {
  const most = Math.min(base.length, next.length)
  let from = 0
  while (from < most && base.startsWith(next.slice(from, from + STEP), from)) {
    from = Math.min(most, from + STEP)
  }
  while (from < most && base[from] === next[from]) {
    from += 1
  }
  let same = 0
  const left = most - from
  while (same + STEP <= left && isSameFromEnd(base, next, same)) {
    same += STEP
  }
  while (same < left && base[base.length - 1 - same] === next[next.length - 1 - same]) {
    same += 1
  }
  return {
    from,
    drop: base.length - from - same,
    text: next.slice(from, next.length - same),
  }
}

function isSameFromEnd(base: string, next: string, same: number): boolean {
  const end = next.length - same
  return base.startsWith(next.slice(end - STEP, end), base.length - same - STEP)
}

export function patched(base: string, { from, drop, text }: TextPatch): string {
  return base.slice(0, from) + text + base.slice(from + drop)
}
