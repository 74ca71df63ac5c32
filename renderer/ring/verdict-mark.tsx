import { CircleCheck, CircleDashed, CircleX, Diff, Sparkles } from 'lucide-react'
import './ring.css'
import type { RingVerdict } from './ring-words.ts'

const icons = {
  same: CircleCheck,
  changed: Diff,
  fixed: Sparkles,
  regressed: CircleX,
  new: CircleDashed,
}

export function VerdictMark(props: { verdict: RingVerdict }) {
  const Icon = icons[props.verdict]
  return (
    <span className="ring-verdict" data-verdict={props.verdict}>
      <Icon size={13} aria-hidden="true" />
      {props.verdict}
    </span>
  )
}
