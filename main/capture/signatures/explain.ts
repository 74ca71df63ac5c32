/** The sentences of a verification: what was found, then what to do. */
import type { Diagnosis } from './diagnose.ts'
import { isPublicKey, type Provider } from './provider.ts'
import { describePlace } from './read-places.ts'

export function valid({ name }: Provider, signsBody: boolean): string {
  return signsBody
    ? `The signature is valid: ${name} (or someone with its secret) sent exactly these bytes.`
    : `The secret is right: ${name} (or someone who has it) sent this. The body is not signed, so ` +
        'that a change of it cannot be noticed.'
}

/** Of a header that was sent more than once; `at` is the one that was judged as `best`. */
export function repeated(
  header: string,
  at: number,
  count: number,
  best: { readonly result: string; readonly explanation: string },
): string {
  if (best.result !== 'valid' && best.result !== 'stale') {
    return `None of the ${count} headers ${header} holds. ${best.explanation}`
  }
  const which = `Of the ${count} headers ${header}, number ${at + 1} matches.`
  return at === 0
    ? `${best.explanation} ${which}`
    : `${best.explanation} ${which} A receiver that reads the first alone refuses it.`
}

export function missing(provider: Provider): string {
  return (
    `There is no signature in ${describePlace(provider.signature)}. ` +
    `Set a secret at ${provider.name} for this webhook; without one it does not sign.`
  )
}

export function malformed(provider: Provider): string {
  return (
    `What stands in ${describePlace(provider.signature)} is no ${provider.encoding} signature ` +
    `as ${provider.name} sends it. Look at the raw headers: a relay or a hand-made request may ` +
    'have changed it.'
  )
}

export function noTimestamp(provider: Provider): string {
  return (
    `The signature is there, but its time is not: ${place(provider)} is missing. ` +
    'Look whether a relay removed the header.'
  )
}

export function badTimestamp(provider: Provider, text: string): string {
  return `"${text.slice(0, 40)}" in ${place(provider)} is no time. Look at the raw headers.`
}

export function noSecret(provider: Provider): string {
  return `To check the signature, choose the setting that holds the secret: ${provider.secretIs}.`
}

export function stale(provider: Provider, ageSeconds: number, tolerance: number): string {
  const age = Math.abs(ageSeconds)
  // 301 s and 300 s would both be 5 min.
  const told =
    duration(age) === duration(tolerance) ? (seconds: number) => `${seconds} s` : duration
  const distance = `${told(age)} ${ageSeconds < 0 ? 'in the future' : 'old'}`
  const next =
    ageSeconds < 0
      ? 'Check the clock of this machine.'
      : 'A replay is always old: replay it re-signed to give it a fresh time. If it came so late ' +
        'from the sender, check the clock of this machine.'
  return (
    `The signature is right, but it is ${distance}, and ${provider.name} receivers accept ` +
    `${told(tolerance)}. ${next}`
  )
}

export function bodyHash(provider: Provider): string {
  return (
    `The URL is signed correctly, but the body is not the one whose SHA-256 it names ` +
    `(${provider.bodyHashQuery ?? ''}). The body was changed after ${provider.name} sent it.`
  )
}

export function mismatch(provider: Provider, { cause, what }: Diagnosis): string {
  switch (cause) {
    case 'secret-form':
      return `The signature is right if the secret is taken ${what}. Correct the setting.`
    case 'changed-bytes':
      return (
        `The secret is right, but the bytes were changed: the sender signed the body ${what}. ` +
        'Check the signature over the raw body, before anything parses it, and look for a relay ' +
        'that rewrites bodies.'
      )
    case 'other-url':
      return (
        `The secret is right, but the sender called another address: ${what}. Enter at ` +
        `${provider.name} the very URL that is checked, or check the one that was called.`
      )
    case 'unknown':
      break
  }
  return unknown(provider)
}

function unknown(provider: Provider): string {
  const kind = isPublicKey(provider) ? 'public key' : 'secret'
  return (
    `The signature does not match. Most likely the ${kind} is another one: take ` +
    `${provider.secretIs}. If it is the right one, the bytes were changed on the way or by hand` +
    `${provider.message.includes('{url}') ? ', or the sender called another URL' : ''}.`
  )
}

function place(provider: Provider): string {
  return provider.timestamp === undefined
    ? 'the timestamp'
    : describePlace(provider.timestamp.place)
}

function duration(seconds: number): string {
  if (seconds < 120) {
    return `${seconds} s`
  }
  if (seconds < 7200) {
    return `${Math.round(seconds / 60)} min`
  }
  return seconds < 172_800
    ? `${Math.round(seconds / 3600)} hours`
    : `${Math.round(seconds / 86_400)} days`
}
