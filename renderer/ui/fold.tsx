import { ChevronRight } from 'lucide-react'
import { useLayoutEffect, useRef, useState, type ReactNode } from 'react'
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components'
import './fold.css'

export interface FoldProps {
  readonly label: string
  readonly className: string
  readonly title: string
  /** Where there is little room; who opens or closes it decides otherwise. */
  readonly isClosed: boolean
  readonly children: ReactNode
}

/** Facts below their title, which alone is left of them where there is little room. */
export function Fold(props: FoldProps) {
  const [chosen, setChosen] = useState<boolean | null>(null)
  const section = useRef<HTMLElement>(null)
  useLayoutEffect(() => {
    if (chosen === true) {
      section.current?.scrollIntoView({ block: 'nearest' })
    }
  }, [chosen])
  return (
    <section ref={section} className={props.className} aria-label={props.label}>
      <Disclosure
        className="fold"
        isExpanded={chosen ?? !props.isClosed}
        onExpandedChange={setChosen}
      >
        <Heading level={3}>
          <Button slot="trigger" className="fold-head">
            <ChevronRight size={12} className="fold-chevron" aria-hidden="true" />
            <span className="truncate">{props.title}</span>
          </Button>
        </Heading>
        <DisclosurePanel>{props.children}</DisclosurePanel>
      </Disclosure>
    </section>
  )
}
