/**
 * The page's frame, which `index.html` draws, with the place of the code editor in it: there it
 * stays when the window is drawn around it. A test holds both places to each other.
 */
import type { FirstView } from '../host/first-answers.ts'
import { readPaneLayout } from '../ui/pane-layout.ts'
import { CODE_PANE, SIDE_PANE } from './bench-panes.ts'

/** There the bars above may take a second row; see captures.css. */
const SMALL = '(max-width: 700px), (max-height: 480px)'

/** `undefined` where it cannot be known. */
export function placeForCode({ preferences }: FirstView): HTMLElement | undefined {
  const root = document.getElementById('root')
  const bars = root?.querySelector('.capture-bar-skeleton')
  const body = root?.querySelector('.workbench-body')
  if (bars == null || body == null || window.matchMedia(SMALL).matches) {
    return undefined
  }
  if (!preferences.firstSteps.dismissed) {
    bars.after(element('div', 'first-steps'))
  }
  const place = element('div', 'monaco-text')
  const layout = readPaneLayout('workbench')
  const row = element('div', 'early-panes')
  const still = body.querySelector('.skeleton')
  row.append(
    pane(layout?.['code'] ?? CODE_PANE.share, CODE_PANE.least, place),
    element('div', 'early-splitter'),
    pane(layout?.['side'] ?? SIDE_PANE.share, SIDE_PANE.least, ...(still === null ? [] : [still])),
  )
  body.replaceChildren(row)
  return place
}

function pane(width: number, least: number, ...content: Element[]): HTMLElement {
  const made = element('div', 'pane')
  made.style.flex = `${width} 1 0`
  made.style.minWidth = `${least}px`
  made.append(element('div', 'tab-bar'), ...content)
  return made
}

function element(name: string, className: string): HTMLElement {
  const made = document.createElement(name)
  made.className = className
  return made
}
