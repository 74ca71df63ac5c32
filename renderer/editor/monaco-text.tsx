/** One Monaco editor in the window: mounted once, fed through its model, gone with the component. */
import { useEffect, useLayoutEffect, useRef } from 'react'
import { useLatest } from '../ui/use-latest.ts'
import { useResolvedTheme } from '../ui/use-resolved-theme.ts'
import { decorationsOf, type CodeMark } from './code-marks.ts'
import './code-marks.css'
import { takeEarlyText } from './early-text.ts'
import { monaco } from './monaco.ts'
import { mountEditor } from './mounted-editors.ts'
import { openText, type Editor, type OpenText, type TextSetup } from './open-text.ts'

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

export interface MonacoTextProps extends TextSetup {
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
  const textRef = useRef<OpenText>(undefined)
  const latest = useLatest(props)
  const shownDocument = useRef(props.documentId)
  const theme = useResolvedTheme()

  useEffect(() => {
    const place = container.current
    if (place === null) {
      return undefined
    }
    const { value, documentId } = latest.current
    const early = takeEarlyText(documentId)
    early?.putInto(place)
    const text = early ?? openText(place, latest.current)
    text.tell(() => latest.current.onChange)
    if (value !== null) {
      text.show(value, true)
    }
    textRef.current = text
    latest.current.onReady?.(handleOf(text.editor))
    const offMounted = mountEditor({
      documentId: () => latest.current.documentId,
      focus: () => text.editor.focus(),
    })
    return () => {
      offMounted()
      text.dispose()
      textRef.current = undefined
    }
  }, [latest])

  useEffect(() => {
    monaco.editor.setTheme(`hookbench-${theme}`)
  }, [theme])

  const { value, documentId } = props
  // Before the frame that shows what else is known of it.
  useLayoutEffect(() => {
    if (textRef.current !== undefined && value !== null) {
      textRef.current.show(value, shownDocument.current === documentId)
      shownDocument.current = documentId
    }
  }, [value, documentId])

  const { markers, markerOwner, revealsMarkers } = props
  useEffect(() => {
    const model = textRef.current?.editor.getModel()
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
      textRef.current?.editor.revealLineInCenter(first.startLineNumber)
    }
  }, [markers, markerOwner, revealsMarkers])

  const isReadOnly = props.isReadOnly === true || value === null
  const { label } = props
  useEffect(() => {
    const readOnly = isReadOnly
    textRef.current?.editor.updateOptions({ readOnly, domReadOnly: readOnly, ariaLabel: label })
  }, [isReadOnly, label])

  const { marks = null, areMarksOld = false } = props
  const shownMarks = useRef<ReturnType<Editor['createDecorationsCollection']>>(undefined)
  const marksNow = useRef(marks)
  useEffect(() => {
    const editor = textRef.current?.editor
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
