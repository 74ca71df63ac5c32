/** Requests for functions, with the least of ceremony. */
import type { RunRequest } from '#main/runtime/runtime'
import type { Profile, RawHeaders, SettingValue } from '#preload/model'

export interface Case {
  readonly body?: string | object
  readonly headers?: RawHeaders
  readonly query?: string
  readonly path?: string
  readonly profile?: Profile
  readonly legacy?: boolean
  readonly settings?: Record<string, SettingValue>
  readonly secrets?: readonly string[]
  readonly group?: string
  readonly asDeployed?: boolean
  readonly deterministic?: RunRequest['deterministic']
  readonly network?: RunRequest['network']
}

export function toRequest(code: string, options: Case = {}): RunRequest {
  const { body = {}, headers = [['Content-Type', 'application/json']] } = options
  return {
    code,
    handler: options.legacy === true ? 'legacy' : 'modern',
    profile: options.profile ?? '2019',
    settings: options.settings ?? {},
    secrets: options.secrets ?? [],
    group: options.group ?? 'test',
    ...(options.asDeployed === undefined ? {} : { asDeployed: options.asDeployed }),
    ...(options.deterministic === undefined ? {} : { deterministic: options.deterministic }),
    ...(options.network === undefined ? {} : { network: options.network }),
    request: {
      method: 'POST',
      path: options.path ?? '/',
      query: options.query ?? '',
      rawHeaders: headers,
      body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
    },
  }
}
