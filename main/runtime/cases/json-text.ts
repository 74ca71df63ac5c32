/** A JSON text as people keep it: positions in it, and edits that leave the rest as it is. */
import { AppError } from '#preload/errors'
import { positionOfJsonError } from '#main/runtime/json-position'
import { parseExpressionAt, type Expression, type ObjectExpression } from 'acorn'

/** `file` names the text in the error. */
export function parseJsonText(text: string, file: string): unknown {
  const plain = text.replace(/^\uFEFF/, '')
  try {
    return JSON.parse(plain)
  } catch (cause) {
    const { line, column } = positionOfJsonError(plain)
    throw new AppError('invalid_input', `${file}:${line}:${column}: this is not valid JSON.`, {
      hint: 'Mend the JSON at that place.',
      cause,
    })
  }
}

/** JSON is an expression of JavaScript, whose parser knows where everything is. */
function tree(text: string): Expression {
  return parseExpressionAt(text, 0, { ecmaVersion: 'latest' })
}

function propertyOf(node: ObjectExpression, key: string) {
  // Of a key that is there twice, JSON.parse takes the last.
  return node.properties.findLast(
    (property) =>
      property.type === 'Property' && property.key.type === 'Literal' && property.key.value === key,
  )
}

/** 1-based line of the value that the path leads to, or of the last part of it that is there. */
export function lineOfPath(text: string, path: readonly PropertyKey[]): number {
  let node: Expression = tree(text)
  let { start } = node
  for (const key of path) {
    if (node.type === 'ObjectExpression') {
      const property = propertyOf(node, String(key))
      if (property?.type !== 'Property') {
        break
      }
      ;({ start } = property)
      node = property.value
    } else if (node.type === 'ArrayExpression') {
      const element = node.elements[Number(key)]
      if (!element || element.type === 'SpreadElement') {
        break
      }
      node = element
      ;({ start } = element)
    } else {
      break
    }
  }
  return text.slice(0, start).split('\n').length
}

/** Sets a key of the object that the text holds: in its place, or as the last one. */
export function setKey(text: string, key: string, value: unknown): string {
  const node = tree(text)
  if (node.type !== 'ObjectExpression') {
    throw new TypeError('The text holds no object')
  }
  const newline = text.includes('\r\n') ? '\r\n' : '\n'
  const indent = /^([ \t]+)"/m.exec(text)?.[1] ?? '  '
  const json = JSON.stringify(value, null, indent).replaceAll('\n', newline + indent)
  const known = propertyOf(node, key)
  if (known?.type === 'Property') {
    return text.slice(0, known.value.start) + json + text.slice(known.value.end)
  }
  const last = node.properties.at(-1)
  const entry = `${newline}${indent}${JSON.stringify(key)}: ${json}`
  return last === undefined
    ? `${text.slice(0, node.start)}{${entry}${newline}}${text.slice(node.end)}`
    : `${text.slice(0, last.end)},${entry}${afterLast(text, last.end, node.end, newline)}`
}

/** An object on one line gets a line of its own for its closing brace. */
function afterLast(text: string, from: number, end: number, newline: string): string {
  const between = text.slice(from, end - 1)
  return (between.includes('\n') ? between : newline) + text.slice(end - 1)
}
