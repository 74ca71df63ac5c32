/** What is wrong with a text as a payload; `null` when it can be run on. */
export function payloadProblem(text: string): string | null {
  if (text.trim() === '') {
    return 'Paste a payload, or choose a file or a template.'
  }
  try {
    JSON.parse(text)
    return null
  } catch (error) {
    return `Not JSON yet: ${error instanceof Error ? error.message : String(error)}`
  }
}
