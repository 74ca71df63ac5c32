/** Segment's calls as snippets: their fields to be filled in by Tab. */
import type * as Monaco from 'monaco-editor/editor'

const USER = `userId: \${2:body.userId}`

/** By the word that offers it: a sentence and the text. */
const SNIPPETS: Readonly<Record<string, readonly [docs: string, text: string]>> = {
  track: [
    'Record something that a user did.',
    `Segment.track({\n  event: '\${1:Order Completed}',\n  ${USER},\n  properties: {\n    \${3:name}: \${4:body.name}\n  }\n})\n$0`,
  ],
  identify: [
    'Tie a user to their traits.',
    `Segment.identify({\n  userId: \${1:body.userId},\n  traits: {\n    \${2:email}: \${3:body.email}\n  }\n})\n$0`,
  ],
  group: [
    'Put a user into a group.',
    `Segment.group({\n  groupId: '\${1:company}',\n  ${USER},\n  traits: {\n    \${3:name}: \${4:body.company}\n  }\n})\n$0`,
  ],
  page: [
    'Record that a user saw a page.',
    `Segment.page({\n  name: '\${1:Home}',\n  ${USER},\n  properties: {\n    \${3:url}: \${4:body.url}\n  }\n})\n$0`,
  ],
  screen: [
    'Record that a user saw a screen of an app.',
    `Segment.screen({\n  name: '\${1:Home}',\n  ${USER},\n  properties: {\n    $3\n  }\n})\n$0`,
  ],
  alias: [
    'Tell that two ids are one user.',
    `Segment.alias({\n  previousId: \${1:body.anonymousId},\n  ${USER}\n})\n$0`,
  ],
  set: [
    'Write an object.',
    `Segment.set({\n  collection: '\${1:orders}',\n  id: \${2:body.id},\n  properties: {\n    \${3:total}: \${4:body.total}\n  }\n})\n$0`,
  ],
  onRequest: [
    'The function that runs for every webhook.',
    `async function onRequest(request, settings) {\n  const body = request.json()\n\n  $0\n}\n`,
  ],
  unsupported: [
    'Leave out webhooks of another kind.',
    `if (body.\${1:type} !== '\${2:order.created}') {\n  throw new EventNotSupported(body.\${1:type} + ' is not handled here')\n}\n$0`,
  ],
}

const AFTER_SEGMENT = /\bSegment\.\w*$/
const AFTER_DOT = /\.\w*$/

export function registerSnippets(monaco: typeof Monaco): void {
  const { CompletionItemInsertTextRule, CompletionItemKind } = monaco.languages
  monaco.languages.registerCompletionItemProvider('javascript', {
    // Whoever does not name it is not asked after a dot.
    triggerCharacters: ['.'],
    provideCompletionItems(model, { lineNumber, column }) {
      const before = model.getLineContent(lineNumber).slice(0, column - 1)
      const afterSegment = AFTER_SEGMENT.exec(before)
      if (afterSegment === null && AFTER_DOT.test(before)) {
        return { suggestions: [] }
      }
      const word = model.getWordUntilPosition({ lineNumber, column })
      const range = {
        startLineNumber: lineNumber,
        endLineNumber: lineNumber,
        // "Segment." is part of what is put in, so it is replaced as well.
        startColumn: afterSegment === null ? word.startColumn : afterSegment.index + 1,
        endColumn: column,
      }
      const calls = Object.entries(SNIPPETS).filter(
        ([, [, text]]) => afterSegment === null || text.startsWith('Segment.'),
      )
      const suggestions = calls.map(([name, [docs, insertText]]) => ({
        label: { label: labelOf(name, insertText), description: 'snippet' },
        kind: CompletionItemKind.Snippet,
        filterText: afterSegment === null ? name : `Segment.${name}`,
        insertText,
        insertTextRules: CompletionItemInsertTextRule.InsertAsSnippet,
        documentation: docs,
        sortText: `~${name}`,
        range,
      }))
      return { suggestions }
    },
  })
}

function labelOf(name: string, insertText: string): string {
  return insertText.startsWith('Segment.') ? `Segment.${name}` : name
}
