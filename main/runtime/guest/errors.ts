/** The error classes of the vendor's runtime; `name` decides how a thrown one is shown. */
function named(name: string): ErrorConstructor {
  // A computed class name, so that `constructor.name` and stack traces show it as well.
  const holder = {
    [name]: class extends Error {
      constructor(message?: string) {
        super(message)
        Object.defineProperty(this, 'name', { value: name, configurable: true, writable: true })
      }
    },
  }
  return holder[name] as unknown as ErrorConstructor
}

export const ValidationError = named('ValidationError')
export const EventNotSupported = named('EventNotSupported')
export const InvalidEventPayload = named('InvalidEventPayload')
export const RetryError = named('RetryError')
