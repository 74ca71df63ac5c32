/** Commands as documentation, browsers and people write them. */
import { importCurl } from '#main/capture/exchange/import-curl'
import { describe, expect, it } from 'vitest'

function one(command: string) {
  const [request, ...rest] = importCurl(command)
  if (request === undefined) {
    throw new Error('nothing')
  }
  expect(rest).toEqual([])
  const { rawHeaders, body, ...said } = request
  return { ...said, headers: rawHeaders, body: Buffer.from(body).toString() }
}

describe('a bash command', () => {
  it('of the documentation', () => {
    expect(
      one(
        `curl -X POST 'https://HOST/?b=TOKEN' -H 'Content-Type: application/json' -d '{"key":"value"}'`,
      ),
    ).toEqual({
      method: 'POST',
      path: '/',
      query: 'b=TOKEN',
      httpVersion: '1.1',
      headers: [
        ['Host', 'HOST'],
        ['Content-Type', 'application/json'],
        ['Content-Length', '15'],
      ],
      body: '{"key":"value"}',
    })
  })

  it('of Chrome, in several lines, with ANSI quotes', () => {
    const command = String.raw`curl 'https://a.example/x?y=%20z' \
  -H 'accept: */*' \
  -b 'a=1; b=2' \
  --data-raw $'{"t":"it\'s \u0021 \xc3\xa9\n"}' \
  --compressed`
    expect(one(command)).toMatchObject({
      method: 'POST',
      path: '/x',
      query: 'y=%20z',
      headers: [
        ['Host', 'a.example'],
        ['accept', '*/*'],
        ['Cookie', 'a=1; b=2'],
        ['Content-Type', 'application/x-www-form-urlencoded'],
        ['Content-Length', '18'],
      ],
      body: '{"t":"it\'s ! é\n"}',
    })
  })

  it('that curl signs for AWS, without the keys and with a note', () => {
    const said = one(
      'curl --aws-sigv4 aws:amz:eu-central-1:execute-api --user KEY:SECRET https://h/x --json {}',
    )
    expect(said).toMatchObject({
      method: 'POST',
      path: '/x',
      body: '{}',
      notes: [expect.stringContaining('--aws-sigv4')],
    })
    expect(JSON.stringify(said)).not.toMatch(/authorization|KEY|SECRET/i)
    expect(one('curl -u KEY:SECRET https://h/x')).not.toHaveProperty('notes')
  })

  it('with options in one word, stuck values and a prompt', () => {
    expect(one(`$ curl -sSLkXPUT -HX-A:1 -d a=1 -db=2 h.example/p`)).toMatchObject({
      method: 'PUT',
      path: '/p',
      headers: [
        ['Host', 'h.example'],
        ['X-A', '1'],
        ['Content-Type', expect.any(String)],
        ['Content-Length', '7'],
      ],
      body: 'a=1&b=2',
    })
  })

  it('with double quotes', () => {
    expect(one(`curl "http://h/" --data "{\\"a\\": \\"\\$x \\n\\"}"`).body).toBe('{"a": "$x \\n"}')
  })

  it('with --json, --data-urlencode, -G, --url-query, -u and --url=', () => {
    expect(one(`curl --json '{"a":' --json '1}' h`)).toMatchObject({
      body: '{"a":1}',
      headers: expect.arrayContaining([
        ['Accept', 'application/json'],
        ['Content-Type', 'application/json'],
      ]),
    })
    expect(one(`curl h --data-urlencode 'a b=c d&é' --data-urlencode '=x/y' -d z`).body).toBe(
      'a b=c%20d%26%C3%A9&x%2Fy&z',
    )
    expect(
      one(`curl -G --url=http://h/p?q -d a=1 --data-urlencode 'b=2 3' --url-query c=4`),
    ).toMatchObject({
      method: 'GET',
      query: 'q&c=4&a=1&b=2%203',
      body: '',
    })
    expect(one(`curl -u me:pass h`).headers).toContainEqual(['Authorization', 'Basic bWU6cGFzcw=='])
    expect(one(`curl -I -A agent -e ref --oauth2-bearer tok h`)).toMatchObject({
      method: 'HEAD',
      headers: [
        ['Host', 'h'],
        ['User-Agent', 'agent'],
        ['Referer', 'ref'],
        ['Authorization', 'Bearer tok'],
      ],
    })
  })

  it('with -F', () => {
    const { headers, body } = one(
      `curl h -F a=1 -F 'b={"x":1};type=application/json' --form-string c=@d`,
    )
    const boundary = /boundary=(.+)$/.exec(
      headers.find(([name]) => name === 'Content-Type')?.[1] ?? '',
    )?.[1]
    expect(body).toBe(
      [
        `--${boundary}\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n`,
        `--${boundary}\r\nContent-Disposition: form-data; name="b"\r\nContent-Type: application/json\r\n\r\n{"x":1}\r\n`,
        `--${boundary}\r\nContent-Disposition: form-data; name="c"\r\n\r\n@d\r\n`,
        `--${boundary}--\r\n`,
      ].join(''),
    )
  })

  it('that takes headers away and sends empty ones', () => {
    expect(one(`curl h -d x -H 'Content-Type:' -H 'X-Empty;' -H 'Host: other'`).headers).toEqual([
      ['X-Empty', ''],
      ['Host', 'other'],
      ['Content-Length', '1'],
    ])
  })

  it.each([
    [`curl -X POST h -d @- <<EOF\n{"a":\n "\\$1"}\nEOF\n`, '{"a": "$1"}'],
    [`curl h --data-binary @- <<'JSON' | jq .\n{"a": "it's \\$"}\nJSON`, `{"a": "it's \\$"}\n`],
    [`cat <<-END | curl h -d x\n\ty\n\tEND`, 'x'],
    [`curl h --json @- <<-END -s\n\t[1]\n\tEND\n`, '[1]\n'],
    [`curl h --data-binary @- <<< 'a b'`, 'a b\n'],
    [`# make one\n\n# really\ncurl h -d a#b # and so on, it's\n`, 'a#b'],
    [`curl 2>/dev/null h -d a > out.json 2>&1`, 'a'],
    [`curl --data-bin xyz h --silen`, 'xyz'],
    [`curl --libcurl out.c --pinnedpubkey x --no-progress-meter h -d 1`, '1'],
  ])('%s', (command, body) => {
    expect(one(command).body).toBe(body)
    expect(one(command).headers).toContainEqual(['Host', 'h'])
  })

  it('with a request target of its own, with an upload and with several requests', () => {
    expect(one(`curl --request-target '*' -X OPTIONS h`)).toMatchObject({ path: '*', query: '' })
    expect(one(`curl --request-target '/a?b#c' h/x`)).toMatchObject({ path: '/a', query: 'b#c' })
    expect(one(`curl -T - h <<< x`)).toMatchObject({
      method: 'PUT',
      body: 'x\n',
      headers: [
        ['Host', 'h'],
        ['Content-Length', '2'],
      ],
    })
    const said = (command: string) =>
      importCurl(command).map(({ path, body }) => [path, Buffer.from(body).toString()])
    expect(said(`curl h/1 -d a=1 --next h/2 -d b=2`)).toEqual([
      ['/1', 'a=1'],
      ['/2', 'b=2'],
    ])
    expect(said(`curl h/1 h/2 -d a=1`)).toEqual([
      ['/1', 'a=1'],
      ['/2', 'a=1'],
    ])
  })

  it('with properties of the parts of its form', () => {
    const { body } = one(
      `curl h -F 'd=x;y;type=text/plain;charset=utf-8;filename="n;1.txt"' -F 'e="q\\";r";filename=f'`,
    )
    expect(body).toContain(
      '; name="d"; filename="n;1.txt"\r\nContent-Type: text/plain;charset=utf-8\r\n\r\nx;y\r\n',
    )
    expect(body).toContain('; name="e"; filename="f"\r\n\r\nq";r\r\n')
  })

  it('after another, each is a request', () => {
    expect(importCurl(`curl a -d 1\ncurl b -d 2; curl c | jq .`)).toHaveLength(3)
  })
})

describe('a cmd command', () => {
  it('of Chrome', () => {
    const command =
      'curl ^"https://a.example/?x=1^&y=2^" ^\r\n  -H ^"content-type: application/json^" ^\r\n  --data-raw ^"^{^\\^"a^\\^": ^\\^"b c ^%^^^\\^"^}^"'
    expect(one(command)).toMatchObject({
      query: 'x=1&y=2',
      headers: expect.arrayContaining([['content-type', 'application/json']]),
      body: '{"a": "b c %^"}',
    })
  })

  it('by hand: a caret between quotes is one', () => {
    expect(one('curl "http://h/" ^\n -d "a^b"').body).toBe('a^b')
    expect(one(`curl "http://h/it's" ^\r\n -d "x"`)).toMatchObject({ path: "/it's", body: 'x' })
    expect(one('curl http://h/?a=1^&b=2 ^\n -d x')).toMatchObject({ query: 'a=1&b=2' })
  })

  it('of older browsers', () => {
    const command =
      'curl "https://a.example/" ^\n  -H "a: b" ^\n  --data-binary "{""k"": ""v""}" ^\n  --compressed'
    expect(one(command)).toMatchObject({
      body: '{"k": "v"}',
      headers: expect.arrayContaining([['a', 'b']]),
    })
  })
})

describe('a PowerShell command', () => {
  it.each([`'{"a":"it''s"}'`, `'{\\"a\\":\\"it''s\\"}'`, '"{`"a`":""it\'s""}"'])(
    'whose lines a backtick joins, with the body %s',
    (body) => {
      const command = `curl.exe -X PUT 'http://h/p' \`\r\n  -H 'Content-Type: application/json' \`\n  -d ${body}\n`
      expect(one(command)).toMatchObject({
        method: 'PUT',
        path: '/p',
        headers: expect.arrayContaining([['Content-Type', 'application/json']]),
        body: `{"a":"it's"}`,
      })
    },
  )

  it('is none for a backtick inside of quotes', () => {
    expect(one("curl h -d '```\ncode ```\n it'\\''s'").body).toBe("```\ncode ```\n it's")
  })

  it('is several for lines without one', () => {
    expect(importCurl('curl.exe a `\n -d 1\ncurl.exe b; curl.exe c')).toHaveLength(3)
  })
})

describe('what cannot be imported', () => {
  it.each([
    [`curl h -d @file.json`, /from a file: file\.json/],
    [`curl h -F a=@photo.png`, /from a file: photo\.png/],
    [`curl -T file.txt h`, /body from a file: file\.txt/],
    [`curl -b cookies.txt h`, /cookies from a file: cookies\.txt/],
    [`curl -K conf h`, /options from a file: conf/],
    [`curl -F 'a=b;encoder=base64' h`, /encoder=, which is not supported/],
    [`curl --no-such-thing h`, /--no-such-thing of curl means is not known/],
    [`curl --data-b x --ssl- h`, /--ssl- of curl means is not known/],
    [`curl -H 'a: b'`, /names no address/],
    [`curl 'h`, /not closed/],
    [`wget h`, /no curl command/],
  ])('%s', (command, message) => {
    expect(() => importCurl(command)).toThrow(message)
  })
})
