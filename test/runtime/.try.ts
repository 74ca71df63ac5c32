import { createRuntime } from '#main/runtime/runtime'
import { parsePayload } from '#main/runtime/payload'
const rt = createRuntime({
  runtimeDir: '/work/main/out/runtime',
  execPath: process.env.HBEXEC ?? process.execPath,
  log: console.error,
})
const codes = process.argv.slice(2)
for (const code of codes) {
  const { request } = parsePayload(
    '{"payload":{"body":{"id":7,"list":[1]},"headers":{"Content-Type":["application/json"]},"queryParameters":{"k":"v","b":"tok"}}}',
  )
  const r = await rt.run({
    code,
    handler: 'modern',
    profile: process.env.HBP ?? '2019',
    settings: { apiKey: 'sekret1' },
    request,
    secrets: ['sekret1'],
    group: 'g',
  })
  console.log(JSON.stringify(r))
}
await rt.dispose()
