/** Keys as they cross the bridge: text, bytes, or one of them with options beside it. */
import { toBytes } from './binary.ts'

interface KeyShape {
  readonly text?: string
  readonly bytes?: string
  readonly key?: KeyShape
  readonly rest?: object
}

export function isKeyShape(value: unknown): value is KeyShape {
  return typeof value === 'object' && value !== null
}

export function toKey({ text, bytes, key, rest }: KeyShape): unknown {
  if (key !== undefined) {
    return { ...rest, key: toKey(key) }
  }
  return text ?? toBytes(bytes ?? '')
}
