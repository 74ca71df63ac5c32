/** Puts a value where a description points, leaving everything around it as it was. */
import type { RawHeaders } from '#preload/model'
import { formPairs } from '#preload/model/form-pairs'
import type { Place } from './provider.ts'
import { bodyMember, bodyText, headerOf, isForm, type SignedRequest } from './signed-request.ts'

export function setValue(request: SignedRequest, place: Place, value: string): SignedRequest {
  switch (place.in) {
    case 'header':
      return withHeader(request, place.header, `${place.prefix ?? ''}${value}`)
    case 'pair':
      return withHeader(
        request,
        place.header,
        setPair(headerOf(request, place.header) ?? '', place.separator, place.name, value),
      )
    case 'body':
      break
  }
  return { ...request, body: setMember(request, place.path, value) }
}

/** Keeps the name's own spelling and place in the list; a new header goes to the end. */
export function withHeader(request: SignedRequest, name: string, value: string): SignedRequest {
  const wanted = name.toLowerCase()
  const at = request.rawHeaders.findIndex(([key]) => key.toLowerCase() === wanted)
  const rawHeaders: RawHeaders =
    at === -1
      ? [...request.rawHeaders, [name, value]]
      : request.rawHeaders
          .map(([key, old], index): [string, string] => [key, index === at ? value : old])
          .filter(([key], index) => index === at || key.toLowerCase() !== wanted)
  return { ...request, rawHeaders }
}

/** One pair of the name, where the first one was; what else the list holds stays. */
function setPair(text: string, separator: string, name: string, value: string): string {
  const parts = text
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const isPair = (part: string): boolean => part.startsWith(`${name}=`)
  const at = parts.findIndex(isPair)
  const next = `${name}=${value}`
  return at === -1
    ? [...parts, next].join(separator)
    : parts
        .map((part, index) => (index === at ? next : part))
        .filter((part, index) => index === at || !isPair(part))
        .join(separator)
}

/**
 * In the text, not by parsing and writing again: the rest of the body must keep its bytes.
 * The member is found by its name and its old value, which together stand there once.
 */
function setMember(request: SignedRequest, path: readonly string[], value: string): Uint8Array {
  const text = bodyText(request)
  const name = path.at(-1) ?? ''
  const old = bodyMember(request, path)
  if (old === undefined) {
    return request.body
  }
  if (isForm(request)) {
    const form = new URLSearchParams(formPairs(text))
    form.set(name, value)
    return Buffer.from(form.toString())
  }
  const member = new RegExp(`("${escapeRegExp(name)}"\\s*:\\s*"?)${escapeRegExp(old)}\\b`)
  return Buffer.from(text.replace(member, (_all, before: string) => `${before}${value}`))
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
