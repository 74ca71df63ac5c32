/** Which libraries a profile has, under which global names. Versions are part of the file names. */
import type { NodeScope } from './node-scope.ts'

type Load = () => unknown

/** Documented for the current profile without a version, or bound to a cloud account. */
const unavailable = [
  'fetchretrylib',
  'google',
  'hubspotlib',
  'libphonenumberjslib',
  'mailchimplib',
  'nodemailjet',
  'skyflowlib',
]

function member(value: unknown, name: string): unknown {
  return Reflect.get(Object(value), name) as unknown
}

function es(value: unknown): unknown {
  return member(value, 'default') ?? value
}

function notAvailable(name: string): unknown {
  return new Proxy(
    {},
    {
      get(_target, key) {
        const path = `${name}.${String(key)}`
        if (typeof key === 'symbol') {
          return undefined
        }
        return name === 'google' && key === 'cloud' ? notAvailable(path) : refuse(path)
      },
    },
  )
}

function refuse(path: string): never {
  throw new Error(`${path} is not available locally: it exists only in the vendor's own runtime`)
}

function createCache(): object {
  const entries = new Map<unknown, { readonly value: unknown; readonly until: number }>()
  return {
    /** Left out or -1, a time to live has no end. */
    async load(key: unknown, ttlMs: unknown, fn: unknown): Promise<unknown> {
      const known = entries.get(key)
      if (known !== undefined && known.until > Date.now()) {
        return known.value
      }
      const ttl = typeof ttlMs === 'number' && ttlMs !== -1 ? ttlMs : Infinity
      const make = (typeof ttlMs === 'function' ? ttlMs : fn) as () => unknown
      const value = await make()
      entries.set(key, { value, until: Date.now() + ttl })
      return value
    },
    delete(key: unknown): void {
      entries.delete(key)
    },
  }
}

export function lazyGlobals(profile: string, node: NodeScope): Record<string, Load> {
  const fetchPart = (name: string): Load => {
    return () =>
      name === 'fetch' ? es(node.library('fetch')) : member(node.library('fetch'), name)
  }
  const shared: Record<string, Load> = {
    atob: () => node.library('atob'),
    AWS: () => node.library('aws'),
    btoa: () => node.library('btoa'),
    FormData: () => node.library('form-data'),
    _: () => node.library(profile === 'current' ? 'lodash-current' : 'lodash-2019'),
    fetch: fetchPart('fetch'),
    Request: fetchPart('Request'),
    Response: fetchPart('Response'),
    Headers: fetchPart('Headers'),
    OAuth: () => node.library('oauth'),
    xml: () => node.library('xml'),
    crypto: () => node.module('crypto'),
    Buffer: () => member(node.module('buffer'), 'Buffer'),
  }
  if (profile !== 'current') {
    return shared
  }
  return {
    ...shared,
    cache: createCache,
    moment: () => node.library('moment'),
    jsonwebtoken: () => node.library('jsonwebtoken'),
    stripe: () => node.library('stripe'),
    xml2js: () => node.library('xml2js'),
    twilio: () => node.library('twilio'),
    jsforce: () => node.library('jsforce'),
    https: () => node.module('https'),
    sendgrid: () => ({
      client: node.library('sendgrid-client'),
      mail: node.library('sendgrid-mail'),
    }),
    uuidv5: () => ({ uuidv5: node.library('uuidv5') }),
    // The package of that name is the ancestor of Node's own module, with the same interface.
    zlib: () => ({ zlib: node.module('zlib') }),
    winstonlib: () => ({ winston: node.library('winston') }),
    ...Object.fromEntries(unavailable.map((name) => [name, () => notAvailable(name)])),
  }
}
