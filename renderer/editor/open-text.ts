/** One Monaco editor with its text, wherever it stands in the page; `monaco-text.tsx` shows it. */
import { resolvedTheme } from '../ui/theme.ts'
import { fixedOptions, LARGE_TEXT, optionsFor } from './editor-options.ts'
import { monaco } from './monaco.ts'
import './monaco-text.css'
import { onFlush } from './pending-edits.ts'
import { FUNCTION_ADDRESS } from './typings/function-address.ts'

export interface TextSetup {
  /** Names the document: a new one starts without the undo history of the last. */
  readonly documentId: string
  /** `null` until it is known: what was shown stays, and nothing can be typed. */
  readonly value: string | null
  readonly language: 'javascript' | 'json' | 'plaintext'
  readonly label: string
  readonly isReadOnly?: boolean
}

export type Editor = ReturnType<typeof monaco.editor.create>
type Uri = ReturnType<typeof monaco.Uri.parse>
type OnChange = (value: string) => void

export interface OpenText {
  readonly editor: Editor
  /** Who is told what is typed; asked for at each change. */
  readonly tell: (listener: () => OnChange | undefined) => void
  /** Text from elsewhere: an edit of the same document, or another one. */
  readonly show: (value: string, isSameDocument: boolean) => void
  /** Hands on what was typed and is not handed on yet. */
  readonly flush: () => void
  /** Takes it out of the page. */
  readonly lift: () => void
  /** Puts it there, with the focus that it had when it was lifted. */
  readonly putInto: (place: HTMLElement) => void
  readonly dispose: () => void
}

const LARGE_TEXT_PAUSE_MS = 250
/** Who types without a pause has it handed on all the same. */
const LARGE_TEXT_WAIT_MS = 2000

let functions = 0

/** By its address the language service knows the function from texts that are only shown. */
function addressOf(documentId: string): Uri | undefined {
  if (!documentId.startsWith('code:')) {
    return undefined
  }
  functions += 1
  return monaco.Uri.parse(`${FUNCTION_ADDRESS}${functions}.js`)
}

export function openText(place: HTMLElement, setup: TextSetup): OpenText {
  const { documentId, language, label } = setup
  const value = setup.value ?? ''
  const isReadOnly = setup.isReadOnly === true || setup.value === null
  const model = monaco.editor.createModel(value, language, addressOf(documentId))
  model.setEOL(monaco.editor.EndOfLineSequence.LF)
  // Its own, which goes along when the editor is put elsewhere: the editor watches its size.
  const host = document.createElement('div')
  host.className = 'monaco-host'
  place.append(host)
  const editor = monaco.editor.create(host, {
    ...fixedOptions,
    ...optionsFor(value.length),
    theme: `hookbench-${resolvedTheme()}`,
    model,
    ariaLabel: label,
    readOnly: isReadOnly,
    domReadOnly: isReadOnly,
  })

  /** What the model holds, as far as who listens knows: spares comparing large texts at each key. */
  let known = value
  let listener: (() => OnChange | undefined) | undefined
  let pending: (() => void) | undefined
  let pendingSince = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let focused: HTMLElement | undefined

  const handOn = (onChange: OnChange | undefined): void => {
    clearTimeout(timer)
    timer = undefined
    pending = undefined
    const text = model.getValue()
    if (text !== known) {
      known = text
      onChange?.(text)
    }
  }
  const flush = (): void => pending?.()
  const offFlush = onFlush(flush)
  const subscription = model.onDidChangeContent(() => {
    // That of the document which was typed in: another may be shown before it is handed on.
    const onChange = listener?.()
    if (model.getValueLength() < LARGE_TEXT) {
      handOn(onChange)
      return
    }
    if (pending === undefined) {
      pendingSince = performance.now()
    }
    clearTimeout(timer)
    pending = () => handOn(onChange)
    const waited = performance.now() - pendingSince
    timer = setTimeout(flush, Math.min(LARGE_TEXT_PAUSE_MS, LARGE_TEXT_WAIT_MS - waited))
  })

  return {
    editor,
    flush,
    tell: (next) => void (listener = next),
    show(text, isSameDocument) {
      if (!isSameDocument) {
        flush()
      } else if (text === known) {
        return
      }
      // Told only when it changes: each telling measures the whole editor.
      if (text.length >= LARGE_TEXT !== known.length >= LARGE_TEXT) {
        editor.updateOptions(optionsFor(text.length))
      }
      known = text
      if (isSameDocument) {
        // As an edit, so that undo brings back what was there.
        model.pushStackElement()
        model.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null)
        model.pushStackElement()
      } else {
        model.setValue(text)
        editor.setScrollTop(0)
        // By itself it would draw a frame later.
        editor.render()
      }
    },
    lift() {
      const { activeElement } = document
      focused =
        activeElement instanceof HTMLElement && host.contains(activeElement)
          ? activeElement
          : undefined
      host.remove()
    },
    putInto(next) {
      next.append(host)
      focused?.focus({ preventScroll: true })
      focused = undefined
    },
    dispose() {
      flush()
      offFlush()
      subscription.dispose()
      editor.dispose()
      model.dispose()
      host.remove()
    },
  }
}
