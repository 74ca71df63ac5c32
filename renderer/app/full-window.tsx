import type { ReactNode } from 'react'
import { Mark } from './mark.tsx'
import './app.css'

export interface FullWindowProps {
  readonly title: string
  readonly children: ReactNode
  readonly detail?: string | undefined
  readonly action?: ReactNode
}

/** A state in which there is nothing to work on: says what is wrong and offers the way out. */
export function FullWindow(props: FullWindowProps) {
  return (
    <main className="full-window">
      <div className="full-window-words" role="alert">
        <Mark size={36} />
        <h1>{props.title}</h1>
        <p>{props.children}</p>
        {props.detail !== undefined && <pre className="full-window-detail">{props.detail}</pre>}
      </div>
      {props.action}
    </main>
  )
}
