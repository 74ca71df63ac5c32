import type { ReactNode } from 'react'
import { ProgressBar } from 'react-aria-components'
import './state.css'

/** Nothing is here yet: says why, and what to do next. */
export function EmptyState(props: { title: string; children: ReactNode; action?: ReactNode }) {
  return (
    <div className="empty">
      <h3>{props.title}</h3>
      <p>{props.children}</p>
      {props.action}
    </div>
  )
}

const LINE_WIDTHS = ['60%', '85%', '40%', '70%', '52%', '78%']

export function Skeleton(props: { label: string; lines?: number }) {
  return (
    <output className="skeleton" aria-label={props.label}>
      {LINE_WIDTHS.slice(0, props.lines ?? 4).map((width) => (
        <span key={width} style={{ width }} />
      ))}
    </output>
  )
}

export function Progress(props: { label: string }) {
  return <ProgressBar className="progress" isIndeterminate aria-label={props.label} />
}

export type DotTone = 'idle' | 'ok' | 'warn' | 'error' | 'busy'

export function Dot(props: { tone: DotTone }) {
  return <span className="dot" data-tone={props.tone} aria-hidden="true" />
}

export function Notice(props: { tone?: 'warn' | 'error'; children: ReactNode }) {
  return (
    <div className="notice" data-tone={props.tone ?? 'warn'} role="alert">
      {props.children}
    </div>
  )
}
