/**
 * Exact comparison of JSON values: the order of keys is irrelevant, their presence is not. Paths
 * are JSON Pointers (RFC 6901).
 */
import { isJsonObject } from '#preload/model/json-object'

export type Difference =
  | {
      /** Into what was got. */
      readonly path: string
      readonly kind: 'changed'
      readonly expected: unknown
      readonly got: unknown
    }
  /** Into what was expected, since the other side has nothing there. */
  | { readonly path: string; readonly kind: 'missing'; readonly expected: unknown }
  | { readonly path: string; readonly kind: 'extra'; readonly got: unknown }

export function compareJson(expected: unknown, got: unknown): Difference[] {
  const differences: Difference[] = []
  compareAt('', expected, got, differences)
  return differences
}

export function isSameJson(a: unknown, b: unknown): boolean {
  return compareJson(a, b).length === 0
}

function compareAt(path: string, expected: unknown, got: unknown, into: Difference[]): void {
  if (Array.isArray(expected) && Array.isArray(got)) {
    compareLists(path, expected, got, into)
  } else if (isJsonObject(expected) && isJsonObject(got)) {
    compareMaps(path, expected, got, into)
  } else if (!Object.is(expected, got)) {
    into.push({ path, kind: 'changed', expected, got })
  }
}

/** What is alike at both ends is passed over: one element more must not make all others differ. */
function compareLists(
  path: string,
  expected: readonly unknown[],
  got: readonly unknown[],
  into: Difference[],
): void {
  const isUneven = expected.length !== got.length
  const shorter = isUneven ? Math.min(expected.length, got.length) : 0
  let start = 0
  while (start < shorter && isSameJson(expected[start], got[start])) {
    start += 1
  }
  let end = 0
  while (
    end < shorter - start &&
    isSameJson(expected[expected.length - 1 - end], got[got.length - 1 - end])
  ) {
    end += 1
  }
  for (let index = start; index < Math.max(expected.length, got.length) - end; index += 1) {
    const at = `${path}/${index}`
    if (index >= got.length - end) {
      into.push({ path: at, kind: 'missing', expected: expected[index] })
    } else if (index >= expected.length - end) {
      into.push({ path: at, kind: 'extra', got: got[index] })
    } else {
      compareAt(at, expected[index], got[index], into)
    }
  }
}

function compareMaps(
  path: string,
  expected: Readonly<Record<string, unknown>>,
  got: Readonly<Record<string, unknown>>,
  into: Difference[],
): void {
  for (const key of Object.keys(expected)) {
    const at = pointer(path, key)
    if (Object.hasOwn(got, key)) {
      compareAt(at, expected[key], got[key], into)
    } else {
      into.push({ path: at, kind: 'missing', expected: expected[key] })
    }
  }
  for (const key of Object.keys(got)) {
    if (!Object.hasOwn(expected, key)) {
      into.push({ path: pointer(path, key), kind: 'extra', got: got[key] })
    }
  }
}

function pointer(path: string, key: string): string {
  return `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`
}
