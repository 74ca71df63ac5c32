/** A shape as the text of a TypeScript type, with an example of each value in its docs. */
import type { Field, ObjectShape, Shape } from './shape.ts'

const IDENTIFIER = /^[A-Za-z_$][A-Za-z0-9_$]*$/
/** What may be a secret is not shown as an example; the name is all there is to go by. */
const SECRET_NAME = /token|secret|passw|authorization|api_?key|credential/i
const LONGEST_EXAMPLE = 60

export function printType(shape: Shape, indent = ''): string {
  const parts = partsOf(shape, indent)
  return parts.length === 0 ? 'any' : parts.join(' | ')
}

function partsOf(shape: Shape, indent: string): string[] {
  if (shape.isAny) {
    return []
  }
  const { primitives, literal, element, mapValue } = shape
  const names = [...primitives].filter((name) => name !== 'null')
  return [
    ...shape.objects.map((object) => printObject(object, indent)),
    ...(mapValue === null ? [] : [`{ [name: string]: ${printType(mapValue, indent)} }`]),
    ...(element === null ? [] : [printArray(element, indent)]),
    ...(literal === null ? names : [JSON.stringify(literal)]),
    ...(primitives.has('null') ? ['null'] : []),
  ]
}

function printArray(element: Shape | 'nothing', indent: string): string {
  if (element === 'nothing') {
    return 'any[]'
  }
  const parts = partsOf(element, indent)
  if (parts.length === 1) {
    return `${parts[0]}[]`
  }
  return parts.length === 0 ? 'any[]' : `(${parts.join(' | ')})[]`
}

function printObject({ fields }: ObjectShape, indent: string): string {
  if (fields.length === 0) {
    return '{}'
  }
  const inner = `${indent}  `
  const lines = fields.map((field) => `${docsOf(field, inner)}${inner}${printField(field, inner)}`)
  return `{\n${lines.join('\n')}\n${indent}}`
}

function printField({ name, isOptional, shape }: Field, indent: string): string {
  const key = IDENTIFIER.test(name) ? name : JSON.stringify(name)
  const type = shape === null ? 'undefined' : printType(shape, indent)
  return `${key}${isOptional ? '?' : ''}: ${type}`
}

function docsOf({ name, shape }: Field, indent: string): string {
  if (
    shape === null ||
    shape.example === null ||
    shape.literal !== null ||
    SECRET_NAME.test(name)
  ) {
    return ''
  }
  const text = JSON.stringify(shape.example)
  const short = text.length > LONGEST_EXAMPLE ? `${text.slice(0, LONGEST_EXAMPLE)}…` : text
  return `${indent}/** For example ${safe(short)} */\n`
}

/** Text that ends no comment, starts no tag of the docs and no code in them. */
export function safe(text: string): string {
  return text
    .replaceAll('*/', '*\u200b/')
    .replace(/[\r\n]+/g, ' ')
    .replaceAll('@', '@\u200b')
}
