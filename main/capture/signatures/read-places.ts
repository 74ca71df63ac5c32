/** Reads what a description points at: signatures, timestamp, id. */
import type { Place, Provider, TimestampPlace } from './provider.ts'
import { bodyMember, headerOf, headersOf, type SignedRequest } from './signed-request.ts'

/** Every value at the place; empty when the place is not there. */
export function valuesAt(request: SignedRequest, place: Place): string[] {
  switch (place.in) {
    case 'header': {
      const { prefix = '', separator } = place
      return headersOf(request, place.header)
        .flatMap((text) => (separator === undefined ? [text] : text.split(separator)))
        .map((part) => part.trim())
        .filter((part) => part.startsWith(prefix))
        .map((part) => part.slice(prefix.length))
    }
    case 'pair': {
      return (
        headersOf(request, place.header)
          .flatMap((text) => text.split(place.separator))
          // Persona parts the lists of two secrets by a space, others write one after the comma.
          .flatMap((part) => part.trim().split(/\s+/))
          .filter((part) => part.startsWith(`${place.name}=`))
          .map((part) => part.slice(place.name.length + 1))
      )
    }
    case 'body':
      break
  }
  const value = bodyMember(request, place.path)
  return value === undefined ? [] : [value]
}

export function signaturePlaces({ signature, rotated = [] }: Provider): readonly Place[] {
  return [signature, ...rotated]
}

/** Every signature of the sender; one that is right is enough. */
export function signaturesOf(request: SignedRequest, provider: Provider): string[] {
  return signaturePlaces(provider).flatMap((place) => valuesAt(request, place))
}

export function isThere(request: SignedRequest, place: Place): boolean {
  return place.in === 'body'
    ? bodyMember(request, place.path) !== undefined
    : headerOf(request, place.header) !== undefined
}

export function describePlace(place: Place): string {
  switch (place.in) {
    case 'header':
      return `the header ${place.header}`
    case 'pair':
      return `"${place.name}=" of the header ${place.header}`
    case 'body':
      break
  }
  return `${place.path.join('.')} of the body`
}

/** Epoch milliseconds; NaN when the text is no time. */
export function timeOf(text: string, unit: TimestampPlace['unit']): number {
  if (unit === 'iso') {
    return Date.parse(text)
  }
  return /^\d{1,16}$/.test(text) ? Number(text) * (unit === 's' ? 1000 : 1) : Number.NaN
}

export function timeText(ms: number, unit: TimestampPlace['unit']): string {
  if (unit === 'iso') {
    return new Date(ms).toISOString()
  }
  return String(unit === 's' ? Math.floor(ms / 1000) : ms)
}

export function timestampText(request: SignedRequest, provider: Provider): string | undefined {
  return provider.timestamp === undefined
    ? undefined
    : valuesAt(request, provider.timestamp.place)[0]
}
