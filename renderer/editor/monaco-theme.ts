/** Monaco's colours, in step with `ui/tokens.css`: Monaco reads hex values only. */
import type * as Monaco from 'monaco-editor/editor'

type Api = typeof Monaco
type ThemeData = Monaco.editor.IStandaloneThemeData

/** Brackets in the colours of the rainbow say nothing in short functions. */
function plainBrackets(color: string): Record<string, string> {
  const levels = [1, 2, 3, 4, 5, 6]
  return Object.fromEntries(
    levels.map((level) => [`editorBracketHighlight.foreground${level}`, color]),
  )
}

const light: ThemeData = {
  base: 'vs',
  inherit: true,
  rules: [
    { token: 'comment', foreground: '66707c', fontStyle: 'italic' },
    { token: 'keyword', foreground: '7a2fb0' },
    { token: 'string', foreground: '1d6b3c' },
    { token: 'number', foreground: '9a4a00' },
    { token: 'regexp', foreground: 'a3303c' },
    { token: 'type', foreground: '22558f' },
    { token: 'delimiter', foreground: '4b525c' },
    { token: 'string.key.json', foreground: '2b4fa8' },
    { token: 'string.value.json', foreground: '1d6b3c' },
    { token: 'keyword.json', foreground: '7a2fb0' },
  ],
  colors: {
    'editor.background': '#ffffff',
    'editor.foreground': '#1b1f24',
    'editorLineNumber.foreground': '#69707b',
    'editorLineNumber.activeForeground': '#1b1f24',
    'editor.lineHighlightBackground': '#f5f6f8',
    'editor.lineHighlightBorder': '#00000000',
    'editor.selectionBackground': '#c9d4fb',
    'editorIndentGuide.background1': '#e8eaed',
    'editorWidget.background': '#ffffff',
    'editorWidget.border': '#dfe2e6',
    'editorLineNumber.dimmedForeground': '#69707b',
    'diffEditor.insertedLineBackground': '#e9f6ee',
    'diffEditor.insertedTextBackground': '#c6ead4',
    'diffEditor.removedLineBackground': '#fdeeec',
    'diffEditor.removedTextBackground': '#f9d3cf',
    focusBorder: '#3350d0',
    ...plainBrackets('#4b525c'),
  },
}

const dark: ThemeData = {
  base: 'vs-dark',
  inherit: true,
  rules: [
    { token: 'comment', foreground: '8b949f', fontStyle: 'italic' },
    { token: 'keyword', foreground: 'c9a4f5' },
    { token: 'string', foreground: '93d5a8' },
    { token: 'number', foreground: 'f0b57c' },
    { token: 'regexp', foreground: 'f39a9f' },
    { token: 'type', foreground: '8cc0f5' },
    { token: 'delimiter', foreground: 'b3bac4' },
    { token: 'string.key.json', foreground: '9db8ff' },
    { token: 'string.value.json', foreground: '93d5a8' },
    { token: 'keyword.json', foreground: 'c9a4f5' },
  ],
  colors: {
    'editor.background': '#15171a',
    'editor.foreground': '#e5e8ec',
    'editorLineNumber.foreground': '#7d858f',
    'editorLineNumber.activeForeground': '#e5e8ec',
    'editor.lineHighlightBackground': '#1c1f24',
    'editor.lineHighlightBorder': '#00000000',
    'editor.selectionBackground': '#33458f',
    'editorIndentGuide.background1': '#272b31',
    'editorWidget.background': '#272b31',
    'editorWidget.border': '#363c43',
    'editorLineNumber.dimmedForeground': '#7d858f',
    'diffEditor.insertedLineBackground': '#13241b',
    'diffEditor.insertedTextBackground': '#1d4630',
    'diffEditor.removedLineBackground': '#2a1715',
    'diffEditor.removedTextBackground': '#572622',
    focusBorder: '#8fa6ff',
    ...plainBrackets('#b3bac4'),
  },
}

export function defineThemes(monaco: Api): void {
  monaco.editor.defineTheme('hookbench-light', light)
  monaco.editor.defineTheme('hookbench-dark', dark)
}
