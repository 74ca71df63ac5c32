/** One Monaco editor: mounted once, fed through its model, disposed with the component. */
import { useEffect, useLayoutEffect, useRef } from 'react'
import { useResolvedTheme } from '../ui/theme.ts'
import { useLatest } from '../ui/use-latest.ts'
import { decorationsOf, type CodeMark } from './code-marks.ts'
import './code-marks.css'
import { fixedOptions, optionsFor, LARGE_TEXT } from './editor-options.ts'
import { monaco } from './monaco.ts'
import './monaco-text.css'
import { mountEditor } from './mounted-editors.ts'
import { onFlush } from './pending-edits.ts'
import { FUNCTION_ADDRESS } from './typings/function-address.ts'

export interface TextMarker {
  readonly startLine: number
  readonly startColumn: number
  readonly endLine: number
  readonly endColumn: number
  readonly message: string
  readonly severity: 'error' | 'warning'
}

export interface MonacoTextHandle {
  readonly reveal: (line: number, column?: number) => void
  readonly focus: () => void
  /** As one edit, which undo takes back. */
  readonly replaceAll: (text: string) => void
  readonly format: () => void
}

export interface MonacoTextProps {
  /** Names the document: a new one starts without the undo history of the last. */
  readonly documentId: string
  /** `null` until it is known: what was shown stays, and nothing can be typed. */
  readonly value: string | null
  readonly language: 'javascript' | 'json' | 'plaintext'
  readonly label: string
  readonly isReadOnly?: boolean
  readonly onChange?: (value: string) => void
  readonly onReady?: (handle: MonacoTextHandle) => void
  readonly markers?: readonly TextMarker[]
  readonly markerOwner?: string
  /** Scrolls to the first marker whenever there are new ones. */
  readonly revealsMarkers?: boolean
  /** Of the text as it was when they came: edits take them along. */
  readonly marks?: readonly CodeMark[] | null
  /** The text has changed since. */
  readonly areMarksOld?: boolean
}

type Editor = ReturnType<typeof monaco.editor.create>
type Uri = ReturnType<typeof monaco.Uri.parse>

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

function handleOf(editor: Editor): MonacoTextHandle {
  return {
    reveal(line, column = 1) {
      editor.setPosition({ lineNumber: line, column })
      editor.revealLineInCenterIfOutsideViewport(line)
      editor.focus()
    },
    focus: () => editor.focus(),
    replaceAll(text) {
      const range = editor.getModel()?.getFullModelRange()
      if (range !== undefined) {
        editor.pushUndoStop()
        editor.executeEdits('hookbench', [{ range, text }])
        editor.pushUndoStop()
        editor.setPosition({ lineNumber: 1, column: 1 })
        editor.revealLine(1)
        editor.focus()
      }
    },
    format() {
      editor.focus()
      void editor.getAction('editor.action.formatDocument')?.run()
    },
  }
}

export function MonacoText(props: MonacoTextProps) {
  const container = useRef<HTMLDivElement>(null)
  const editorRef = useRef<Editor>(undefined)
  const latest = useLatest(props)
  /** What the model holds, as far as React knows: spares comparing large texts at each key. */
  const known = useRef('')
  /** Hands on what was typed and is not handed on yet. */
  const pending = useRef<() => void>(undefined)
  const shownDocument = useRef(props.documentId)
  const theme = useResolvedTheme()

  useEffect(() => {
    const host = container.current
    if (host === null) {
      return undefined
    }
    const { language, label } = latest.current
    const value = latest.current.value ?? ''
    const isReadOnly = latest.current.isReadOnly === true || latest.current.value === null
    const model = monaco.editor.createModel(value, language, addressOf(latest.current.documentId))
    model.setEOL(monaco.editor.EndOfLineSequence.LF)
    const editor = monaco.editor.create(host, {
      ...fixedOptions,
      ...optionsFor(value.length),
      model,
      ariaLabel: label,
      readOnly: isReadOnly,
      domReadOnly: isReadOnly,
    })
    known.current = value
    editorRef.current = editor
    let timer: ReturnType<typeof setTimeout> | undefined
    let pendingSince = 0
    const handOn = (onChange: MonacoTextProps['onChange']): void => {
      clearTimeout(timer)
      timer = undefined
      pending.current = undefined
      const text = model.getValue()
      if (text !== known.current) {
        known.current = text
        onChange?.(text)
      }
    }
    const flush = (): void => pending.current?.()
    const offFlush = onFlush(flush)
    const subscription = model.onDidChangeContent(() => {
      // That of the document which was typed in: another may be shown before it is handed on.
      const { onChange } = latest.current
      if (model.getValueLength() < LARGE_TEXT) {
        handOn(onChange)
        return
      }
      if (pending.current === undefined) {
        pendingSince = performance.now()
      }
      clearTimeout(timer)
      pending.current = () => handOn(onChange)
      const waited = performance.now() - pendingSince
      timer = setTimeout(flush, Math.min(LARGE_TEXT_PAUSE_MS, LARGE_TEXT_WAIT_MS - waited))
    })
    latest.current.onReady?.(handleOf(editor))
    const offMounted = mountEditor({
      documentId: () => latest.current.documentId,
      focus: () => editor.focus(),
    })
    return () => {
      offMounted()
      flush()
      offFlush()
      subscription.dispose()
      editor.dispose()
      model.dispose()
      editorRef.current = undefined
    }
  }, [latest])

  useEffect(() => {
    monaco.editor.setTheme(`hookbench-${theme}`)
  }, [theme])

  const { value, documentId } = props
  // Before the frame that shows what else is known of it.
  useLayoutEffect(() => {
    const editor = editorRef.current
    const model = editor?.getModel()
    if (editor === undefined || model == null || value === null) {
      return
    }
    const isSameDocument = shownDocument.current === documentId
    if (!isSameDocument) {
      pending.current?.()
    }
    shownDocument.current = documentId
    if (isSameDocument && value === known.current) {
      return
    }
    // Told only when it changes: each telling measures the whole editor.
    if (value.length >= LARGE_TEXT !== known.current.length >= LARGE_TEXT) {
      editor.updateOptions(optionsFor(value.length))
    }
    known.current = value
    if (isSameDocument) {
      // As an edit, so that undo brings back what was there.
      model.pushStackElement()
      model.pushEditOperations([], [{ range: model.getFullModelRange(), text: value }], () => null)
      model.pushStackElement()
    } else {
      model.setValue(value)
      editor.setScrollTop(0)
      // By itself it would draw a frame later.
      editor.render()
    }
  }, [value, documentId])

  const { markers, markerOwner, revealsMarkers } = props
  useEffect(() => {
    const model = editorRef.current?.getModel()
    if (model == null) {
      return
    }
    const data = (markers ?? []).map((marker) => ({
      startLineNumber: marker.startLine,
      startColumn: marker.startColumn,
      endLineNumber: marker.endLine,
      endColumn: marker.endColumn,
      message: marker.message,
      severity:
        marker.severity === 'error' ? monaco.MarkerSeverity.Error : monaco.MarkerSeverity.Warning,
    }))
    monaco.editor.setModelMarkers(model, markerOwner ?? 'hookbench', data)
    const [first] = data
    if (first !== undefined && revealsMarkers === true) {
      editorRef.current?.revealLineInCenter(first.startLineNumber)
    }
  }, [markers, markerOwner, revealsMarkers])

  const isReadOnly = props.isReadOnly === true || value === null
  const { label } = props
  useEffect(() => {
    const readOnly = isReadOnly
    editorRef.current?.updateOptions({ readOnly, domReadOnly: readOnly, ariaLabel: label })
  }, [isReadOnly, label])

  const { marks = null, areMarksOld = false } = props
  const shownMarks = useRef<ReturnType<Editor['createDecorationsCollection']>>(undefined)
  const marksNow = useRef(marks)
  useEffect(() => {
    const editor = editorRef.current
    if (editor === undefined || (areMarksOld && marksNow.current === marks)) {
      return
    }
    shownMarks.current?.clear()
    // Of another text than this one: nobody knows where they belong.
    shownMarks.current =
      marks === null || areMarksOld
        ? undefined
        : editor.createDecorationsCollection(decorationsOf(marks))
    marksNow.current = marks
  }, [marks, areMarksOld])

  return (
    <div
      ref={container}
      className="monaco-text"
      data-document={props.documentId}
      data-marks={areMarksOld ? 'old' : undefined}
    />
  )
}
