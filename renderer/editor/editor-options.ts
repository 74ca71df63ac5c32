/** How each editor is set up, and what is left out where the text is large. */

/** Characters; below that, a text is read out at each key without being felt. */
export const LARGE_TEXT = 200_000

export const fixedOptions = {
  automaticLayout: true,
  minimap: { enabled: false },
  scrollBeyondLastLine: false,
  fontFamily: 'var(--font-mono)',
  fontSize: 12.5,
  lineHeight: 19,
  tabSize: 2,
  padding: { top: 8, bottom: 8 },
  renderLineHighlight: 'line',
  overviewRulerBorder: false,
  fixedOverflowWidgets: true,
  stickyScroll: { enabled: false },
  lineNumbersMinChars: 3,
  lineDecorationsWidth: 8,
  glyphMargin: false,
  folding: true,
  // Faded text is hard to read; that a parameter is not used is no news here.
  showUnused: false,
  wordBasedSuggestions: 'off',
  renderFinalNewline: 'on',
  // Also where nothing can be typed: the output's warnings are marked in place.
  renderValidationDecorations: 'on',
  unicodeHighlight: { ambiguousCharacters: false },
  scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10 },
  // Our themes draw all brackets in one colour; to tell them apart the whole text is parsed.
  // By this name: the object of the same setting does not reach the models.
  'bracketPairColorization.enabled': false,
} as const

/** What looks through the whole text at each change or move of the cursor. */
export function optionsFor(length: number) {
  const isLarge = length >= LARGE_TEXT
  return {
    matchBrackets: isLarge ? 'never' : 'always',
    occurrencesHighlight: isLarge ? 'off' : 'singleFile',
    selectionHighlight: !isLarge,
    links: !isLarge,
    colorDecorators: !isLarge,
  } as const
}
