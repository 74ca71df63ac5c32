import type { ReactNode } from 'react'
import './answer-status.css'
import type { DotTone } from './state.tsx'

export interface AnswerStatusProps {
  readonly tone: DotTone
  readonly children: ReactNode
}

/** What a server answered, ahead of the request that it answered. */
export function AnswerStatus(props: AnswerStatusProps) {
  return (
    <span className="answer-status" data-tone={props.tone}>
      {props.children}
    </span>
  )
}
