import { createMask, mask, maskOutput, maskPointer } from '#main/runtime/mask'
import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'

const secret = 'sk/live ü4242?'

describe('a mask', () => {
  const hide = createMask([secret, 'abc'])

  it.each([
    ['as it is', secret],
    ['in a URL', encodeURIComponent(secret)],
    ['in a URL in small letters', encodeURIComponent(secret).toLowerCase()],
    ['in a form', new URLSearchParams({ key: secret }).toString().slice(4)],
    ['in base64', Buffer.from(secret).toString('base64')],
    ['in base64 for URLs', Buffer.from(secret).toString('base64url')],
    ['as hexadecimal digits', Buffer.from(secret).toString('hex')],
    ['in JSON', JSON.stringify(`${secret}"`).slice(1, -3)],
  ])('hides a secret %s', (_name, text) => {
    expect(hide(`<${text}>`)).toMatch(/^<•{6}=*>$/)
  })

  it.each([
    ['as OAuth writes it', `it's (me)*!`, 'it%27s%20%28me%29%2A%21'],
    ['in the path of a URL', 'a b{c}/ü', new URL('http://h/a b{c}/ü').pathname.slice(1)],
    ['in the query of a URL', `a b"c'`, new URL(`http://h/?a b"c'`).search.slice(1)],
    ['escaped', 'a ü€ + b', 'a%20%FC%u20AC%20+%20b'],
    ['inspected among quotes', 'it\'s "a" `b`', inspect('it\'s "a" `b`').slice(1, -1)],
    [
      'inspected with what is no letter',
      'esc \u001B\\ end',
      inspect('esc \u001B\\ end').slice(1, -1),
    ],
    ['without the newline at its end', 'pasted key\n', 'pasted key'],
  ])('hides a secret %s', (_name, kept, text) => {
    expect(createMask([kept])(`<${text}>`)).toBe(`<${mask}>`)
  })

  describe.each([
    ['\n', '\n'],
    ['\r\n', '\r\n'],
    [String.raw`\n`, '\n'],
  ])('given a key in PEM whose lines end with %j', (end, shownEnd) => {
    const line = (seed: string): string => Buffer.from(seed.repeat(12)).toString('base64')
    const body = ['MIIabc', 'second', 'third'].map(line)
    const pem = ['-----BEGIN PRIVATE KEY-----', ...body, 'c2hvcnQgb25l', '-----END-----', '']
    const shown = pem.join(shownEnd)

    it.each([
      ['whole', shown],
      ['in an object', inspect({ settings: { key: shown } })],
      ['trimmed', shown.trim()],
      ['in JSON', JSON.stringify({ key: shown })],
      ['indented', shown.replaceAll('\n', '\n    ')],
    ])('hides each of them: %s', (_name, text) => {
      const hidden = createMask([pem.join(end)])(text)
      for (const part of [...body, 'c2hvcnQgb25l']) {
        expect(hidden).not.toContain(part)
      }
    })
  })

  it.each(['', 'u', 'us', 'user:', 'x'.repeat(50)])(
    'hides what base64 makes of it after %j and before something else',
    (before) => {
      for (const encoding of ['base64', 'base64url'] as const) {
        const text = Buffer.from(`${before}${secret}!`).toString(encoding)
        const shown = hide(text)
        expect(shown).toContain(mask)
        // At most the characters that the secret shares with its neighbours are left of it.
        expect(shown.replaceAll(mask, '').length).toBeLessThanOrEqual(before.length * 1.4 + 8)
      }
    },
  )

  it('leaves what is too short to be a secret, and what is none', () => {
    expect(hide('abc sk live 4242')).toBe('abc sk live 4242')
  })
})

it('masks pointers name by name, however they are spelled there', () => {
  const hide = createMask(['a/b~c'])
  expect(maskPointer('/events/0/x~1y/a~1b~0c/0', hide)).toBe('/events/0/x~1y/••••••/0')
})

it('masks names, texts and numbers of an output, and loses nothing', () => {
  const output = {
    events: [{ 'my key': 1, 'my key2': [{ a: 'x my key' }], n: 12345678, o: 12 }],
    objects: [],
  }
  expect(maskOutput(output, ['my key', 'my key2', '12345678']).events).toEqual([
    { '••••••': 1, '•••••• (2)': [{ a: 'x ••••••' }], n: '••••••', o: 12 },
  ])
})
