import {
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type ClipboardEvent,
  type RefObject,
} from 'react'
import { Button } from './button.tsx'
import './long-text.css'
import { textBlocks, type TextBlock } from './text-blocks.ts'

/** Characters up to which the browser lays a text out at once without being felt. */
const SHORT = 50_000

/** More than the webhooks of any profile may have; an import may. */
const SHOWN_AT_FIRST = 4_000_000

/** Dragging a splitter gives many widths, and the last one counts. */
const SETTLED_MS = 120

const NO_BLOCKS: readonly TextBlock[] = []

/** A text of any length: what is not in view takes no time. */
export function LongText(props: { text: string }) {
  return props.text.length <= SHORT ? (
    <pre className="long-text">{props.text}</pre>
  ) : (
    <Blocks {...props} />
  )
}

function Blocks(props: { text: string }) {
  const [showsAll, setShowsAll] = useState(false)
  const { frame, grid } = useGrid()
  const text = showsAll ? props.text : props.text.slice(0, SHOWN_AT_FIRST)
  const columns = grid?.columns
  const blocks = useMemo(
    () => (columns === undefined ? NO_BLOCKS : textBlocks(text, columns)),
    [text, columns],
  )
  const left = props.text.length - text.length
  return (
    <>
      <pre
        ref={frame}
        className="long-text"
        data-blocks=""
        onCopy={(press) => copyExactly(press, text)}
      >
        {blocks.map(({ from, to, rows }) => (
          <span
            key={from}
            data-from={from}
            style={{ containIntrinsicBlockSize: `auto ${rows * (grid?.rowHeight ?? 0)}px` }}
          >
            {text.slice(from, to)}
          </span>
        ))}
      </pre>
      {left > 0 && (
        <p className="long-text-rest">
          {left.toLocaleString('en')} more characters are not shown.
          <Button size="small" onPress={() => setShowsAll(true)}>
            Show all
          </Button>
        </p>
      )}
    </>
  )
}

interface Grid {
  /** How many characters a row has. */
  readonly columns: number
  readonly rowHeight: number
}

/** Measured before there is any text: a measure makes the browser lay out what is there. */
function useGrid(): { frame: RefObject<HTMLPreElement | null>; grid: Grid | null } {
  const frame = useRef<HTMLPreElement>(null)
  const [grid, setGrid] = useState<Grid | null>(null)
  useLayoutEffect(() => {
    const element = frame.current
    if (element === null) {
      return undefined
    }
    let timer: ReturnType<typeof setTimeout> | undefined
    const measure = (): void => {
      const next = gridOf(element)
      setGrid((now) => (now?.columns === next.columns ? now : next))
    }
    const sizes = new ResizeObserver(() => {
      clearTimeout(timer)
      timer = setTimeout(measure, SETTLED_MS)
    })
    measure()
    sizes.observe(element)
    return () => {
      clearTimeout(timer)
      sizes.disconnect()
    }
  }, [])
  return { frame, grid }
}

const SAMPLE = '0'.repeat(100)

function gridOf(element: HTMLElement): Grid {
  const probe = document.createElement('span')
  probe.className = 'long-text-probe'
  probe.textContent = SAMPLE
  element.append(probe)
  const { width, height } = probe.getBoundingClientRect()
  probe.remove()
  const style = getComputedStyle(element)
  const room =
    element.clientWidth -
    Number.parseFloat(style.paddingLeft) -
    Number.parseFloat(style.paddingRight)
  const columns = Math.floor((room * SAMPLE.length) / Math.max(1, width))
  return { columns: Math.max(20, columns), rowHeight: Math.max(1, height) }
}

/** The browser would put a line feed between two blocks, where the text has none. */
function copyExactly(press: ClipboardEvent, text: string): void {
  const selection = window.getSelection()
  const range = selection?.rangeCount === 1 ? selection.getRangeAt(0) : undefined
  const from = range && placeOf(range.startContainer, range.startOffset)
  const to = range && placeOf(range.endContainer, range.endOffset)
  if (from !== undefined && to !== undefined) {
    press.preventDefault()
    press.clipboardData.setData('text/plain', text.slice(from, to))
  }
}

/** In the whole text; `undefined` for a place that is in none of its blocks. */
function placeOf(node: Node, offset: number): number | undefined {
  const from = node instanceof Text ? node.parentElement?.dataset['from'] : undefined
  return from === undefined ? undefined : Number(from) + offset
}
