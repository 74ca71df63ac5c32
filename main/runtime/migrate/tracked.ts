/** What following an event through a function yields. */
import type { AnyNode } from 'acorn'

/** Parts of the event, each with a counterpart in the modern interface. */
export type Kind = 'event' | 'payload' | 'body' | 'headers' | 'query' | 'settings'
export type MapKind = 'headers' | 'query'

export interface Edit {
  readonly node: { readonly start: number; readonly end: number }
  /** `slice` gives the edited text of a node inside. */
  readonly text: (slice: (node: AnyNode) => string) => string
}

/** A declaration that takes the place of (a part of) one that took the event apart. */
export interface Piece {
  readonly target: AnyNode
  readonly init: () => string
  readonly written: boolean
}

export interface Note {
  /** 1-based, in the legacy code. */
  readonly line: number
  readonly message: string
}
