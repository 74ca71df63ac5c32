/** An error as Node makes it: with a code, which also stands in the first line of the stack. */
export function nodeError(Type: ErrorConstructor, code: string, message: string): Error {
  const error = new Type(message)
  error.name = `${Type.name} [${code}]`
  // Made at the first look at it, with the name of that moment.
  void error.stack
  Reflect.deleteProperty(error, 'name')
  return Object.assign(error, { code })
}

export function wrongType(name: string, expected: string, value: unknown): Error {
  const message = `The "${name}" argument must be ${expected}. Received type ${typeof value}`
  return nodeError(TypeError, 'ERR_INVALID_ARG_TYPE', message)
}

export function outOfRange(name: string, range: string, value: unknown): Error {
  const message = `The value of "${name}" is out of range. It must be ${range}. Received ${String(value)}`
  return nodeError(RangeError, 'ERR_OUT_OF_RANGE', message)
}
