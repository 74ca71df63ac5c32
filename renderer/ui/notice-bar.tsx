import { TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import './notice-bar.css'

export interface NoticeBarProps {
  readonly testId: string
  readonly text: ReactNode
  /** What can be done about it. */
  readonly children: ReactNode
}

/** Across the window, for what makes an address that people use reach nobody. */
export function NoticeBar(props: NoticeBarProps) {
  return (
    <div className="notice-bar" role="alert" data-testid={props.testId}>
      <TriangleAlert size={16} aria-hidden="true" />
      <p className="grow">{props.text}</p>
      {props.children}
    </div>
  )
}
