import { useEffect, useRef, useState, type MouseEvent } from 'react'
import { Button } from 'react-aria-components'
import { Dialog } from '../ui/dialog.tsx'
import { guidePages, placeOf, type GuidePageName, type GuidePlace } from './guide-pages.ts'
import './guide.css'

const pageNames = Object.keys(guidePages) as GuidePageName[]

/** The user guide inside the window: there without a network, and in the window's own theme. */
export function Guide(props: { readonly onClose: () => void }) {
  const [place, setPlace] = useState<GuidePlace>({ page: 'guide', section: '' })
  const article = useRef<HTMLElement>(null)
  const shown = guidePages[place.page]

  useEffect(() => {
    const heading = place.section === '' ? null : document.getElementById(`guide-${place.section}`)
    if (heading === null) {
      article.current?.scrollTo({ top: 0 })
      // The link that was followed went with its page, and the focus with it: keys still reach the
      // dialog only from within.
      if (document.activeElement === document.body) {
        article.current?.focus({ preventScroll: true })
      }
    } else {
      heading.scrollIntoView({ block: 'start' })
      heading.focus({ preventScroll: true })
    }
  }, [place])

  const follow = (event: MouseEvent): void => {
    const link = event.target instanceof Element ? event.target.closest('a') : null
    const address = link?.getAttribute('href') ?? ''
    if (address.startsWith('guide:')) {
      event.preventDefault()
      const next = placeOf(address, place.page)
      if (next !== null) {
        setPlace(next)
      }
    }
  }

  return (
    <Dialog title="User Guide" width={1180} hasCloseButton onClose={props.onClose}>
      <div className="guide">
        <nav className="guide-contents scroll" aria-label="Contents">
          {pageNames.map((name) => (
            <section key={name} aria-label={guidePages[name].title}>
              <GuideLink
                label={guidePages[name].title}
                kind="page"
                isCurrent={place.page === name && place.section === ''}
                onPress={() => setPlace({ page: name, section: '' })}
              />
              {place.page === name &&
                guidePages[name].sections.map(({ id, title }) => (
                  <GuideLink
                    key={id}
                    label={title}
                    kind="section"
                    isCurrent={place.section === id}
                    onPress={() => setPlace({ page: name, section: id })}
                  />
                ))}
            </section>
          ))}
        </nav>
        {/* Links inside are caught here; each is a link of its own for the keys. */}
        {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions */}
        <article
          ref={article}
          className="guide-text scroll"
          aria-label={shown.title}
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls by the keys
          tabIndex={0}
          onClick={follow}
          // Our own files, laid out at build time.
          // oxlint-disable-next-line react/no-danger
          dangerouslySetInnerHTML={{ __html: shown.html }}
        />
      </div>
    </Dialog>
  )
}

function GuideLink(props: {
  readonly label: string
  readonly kind: 'page' | 'section'
  readonly isCurrent: boolean
  readonly onPress: () => void
}) {
  return (
    <Button
      className="guide-link"
      data-kind={props.kind}
      aria-current={props.isCurrent ? 'true' : undefined}
      onPress={props.onPress}
    >
      {props.label}
    </Button>
  )
}
