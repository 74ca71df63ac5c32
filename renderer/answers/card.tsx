import type { ReactNode } from 'react'
import './answers.css'

export function Card(props: { title: string; action?: ReactNode; children: ReactNode }) {
  return (
    <section className="webhook-card" aria-label={props.title}>
      <header className="webhook-card-head">
        <h3>{props.title}</h3>
        <span className="grow" />
        {props.action}
      </header>
      {props.children}
    </section>
  )
}
