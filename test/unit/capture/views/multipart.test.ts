import { describe, expect, it } from 'vitest'
import { safeFilename, splitMultipart } from '#main/capture/views/multipart'

const ALL_BYTES = Buffer.from(Array.from({ length: 256 }, (_, index) => index))

/** As `FormData` writes it, by the platform's own serialiser. */
async function serialised(form: FormData): Promise<{ body: Buffer; boundary: string }> {
  const response = new Response(form)
  const boundary = /boundary=(.*)$/.exec(response.headers.get('content-type') ?? '')?.[1] ?? ''
  return { body: Buffer.from(await response.arrayBuffer()), boundary }
}

describe('splitMultipart', () => {
  it('gives each part back to the byte', async () => {
    const form = new FormData()
    form.append('empty', '')
    form.append('text', 'line\r\nline\r\n')
    form.append('quo"ted', '--not a boundary')
    form.append('file', new Blob([ALL_BYTES], { type: 'image/png' }), 'naïve "1".png')
    form.append('twice', '1')
    form.append('twice', '2')
    const { body, boundary } = await serialised(form)
    const { parts, problem } = splitMultipart(body, boundary)
    expect(problem).toBeNull()
    expect(parts.map(({ name, filename }) => [name, filename])).toEqual([
      ['empty', null],
      ['text', null],
      ['quo"ted', null],
      ['file', 'naïve "1".png'],
      ['twice', null],
      ['twice', null],
    ])
    expect(parts[0]?.bytes.byteLength).toBe(0)
    expect(parts[1]?.bytes.toString()).toBe('line\r\nline\r\n')
    expect(parts[3]?.type).toBe('image/png')
    expect(parts[3]?.bytes.equals(ALL_BYTES)).toBe(true)
    expect(parts[5]?.bytes.toString()).toBe('2')
  })

  it('takes a boundary for one only where a line starts with it and ends after it', () => {
    const body = 'x--B\r\n--Bee\r\n--B\r\nA: 1\r\n\r\n--Bee --B\r\n-B\r\n--B-- \r\nepilogue'
    const { parts, problem } = splitMultipart(Buffer.from(body), 'B')
    expect(problem).toBeNull()
    expect(parts.map(({ bytes }) => bytes.toString())).toEqual(['--Bee --B\r\n-B'])
  })

  it('reads bare line feeds, folded headers, no headers, and RFC 8187 names', () => {
    const body = [
      '--B',
      'Content-Disposition: form-data;',
      `  name="a"; filename="plain.txt"; filename*=UTF-8''%e2%82%ac.txt`,
      'content-type: text/plain; charset=utf-8',
      '',
      'one',
      '--B',
      '',
      'two',
      '--B--',
    ].join('\n')
    const { parts } = splitMultipart(Buffer.from(body), 'B')
    expect(parts).toMatchObject([
      { name: 'a', filename: '€.txt', type: 'text/plain; charset=utf-8' },
      { name: null, filename: null, type: null },
    ])
    expect(parts.map(({ bytes }) => bytes.toString())).toEqual(['one', 'two'])
  })

  it('says what is missing and gives what is there', () => {
    const cut = splitMultipart(Buffer.from('--B\r\n\r\none\r\n--B\r\n\r\ntw'), 'B')
    expect(cut.problem).toMatch(/without its last boundary/)
    expect(cut.parts.map(({ bytes }) => bytes.toString())).toEqual(['one', 'tw'])
    expect(splitMultipart(Buffer.from('nothing'), 'B')).toMatchObject({
      parts: [],
      problem: expect.stringContaining('does not stand in the body'),
    })
    const many = splitMultipart(Buffer.from(`${'--B\r\n\r\n\r\n'.repeat(3000)}--B--`), 'B')
    expect(many.parts).toHaveLength(1000)
    expect(many.problem).toMatch(/first 1000/)
  })

  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\fakepath\\a.csv', 'a.csv'],
    ['..', 'part-1'],
    ['a\0<b>.txt', 'a__b_.txt'],
    ['gnp.\u202eexe', 'gnp._exe'],
    [`${' .'.repeat(200_000)}x`, 'part-1'],
    [null, 'part-1'],
  ])('saves %j as %s', (filename, safe) => {
    const part = { name: null, filename, type: null, bytes: Buffer.alloc(0) }
    expect(safeFilename(part, 0)).toBe(safe)
  })
})
