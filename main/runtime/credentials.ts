/** Credentials by the headers they stand in, whether or not a setting holds them. */
import type { OutgoingCall } from '#preload/model/network'

const names =
  /^(?:(?:proxy-)?authorization|(?:set-)?cookie|x-(?:api-key|auth-token|amz-security-token)|api-?key)$/i

/** Shorter ones would hide half of every answer. */
const minCredential = 6

/** How it was meant stays to be seen: "Bearer", or the name of a cookie. */
function leadOf(value: string): string {
  const lead = /^[\w-]+(?: +|=)/.exec(value)?.[0] ?? ''
  return lead.length < value.length ? lead : ''
}

/** Hides a credential; `null` for what is none. */
export function hiddenValue(name: string, value: string, sign: string): string | null {
  return names.test(name) ? `${leadOf(value)}${sign}` : null
}

/** What a service is told of a cookie stays: a function may look for it. */
export function hiddenAnswer(name: string, value: string, sign: string): string | null {
  const attributes = /^set-cookie$/i.test(name) ? (/;.*$/.exec(value)?.[0] ?? '') : ''
  const bare = value.slice(0, value.length - attributes.length)
  // An empty cookie is one that is deleted.
  const hidden = bare.endsWith('=') ? bare : hiddenValue(name, bare, sign)
  return hidden === null ? null : `${hidden}${attributes}`
}

/** May come back in an answer. */
export function credentialsOf({ requestHeaders }: Pick<OutgoingCall, 'requestHeaders'>): string[] {
  return requestHeaders.flatMap(([name, value]) => {
    const credential = names.test(name) ? value.slice(leadOf(value).length) : ''
    return credential.length >= minCredential ? [credential] : []
  })
}
