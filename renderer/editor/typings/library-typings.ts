/** The libraries that both profiles have; lodash differs in its version only. */
import { LODASH_NAMES } from './lodash-names.ts'

export function libraryTypings(lodashVersion: string): string {
  return `
interface HookbenchResponse {
  ok: boolean; status: number; statusText: string; url: string; redirected: boolean
  headers: HookbenchHeaders
  json(): Promise<any>
  text(): Promise<string>
  buffer(): Promise<any>
  arrayBuffer(): Promise<ArrayBuffer>
  clone(): HookbenchResponse
}
interface HookbenchRequestInit {
  method?: string
  headers?: { [name: string]: string } | Headers
  /** A text, a Buffer, a FormData, ... */
  body?: any
  redirect?: 'follow' | 'error' | 'manual'
  /** Milliseconds for the whole answer; 0 is no limit. */
  timeout?: number
  /** Bytes of the answer at most; 0 is no limit. */
  size?: number
}
/** Calls an address (node-fetch 2.6.0). A failure is a FetchError with its reason. */
declare function fetch(url: string | URL | Request, init?: HookbenchRequestInit): Promise<HookbenchResponse>
declare class Headers {
  constructor(init?: { [name: string]: string } | [string, string][])
  append(name: string, value: string): void
  delete(name: string): void
  get(name: string): string | null
  has(name: string): boolean
  set(name: string, value: string): void
  raw(): { [name: string]: string[] }
}
declare class Request { constructor(url: string | URL, init?: HookbenchRequestInit); method: string; url: string; headers: Headers }
declare class Response { constructor(body?: any, init?: any) }
/** A multipart form to send (form-data 2.4.0). */
declare class FormData {
  append(name: string, value: any, options?: any): void
  getHeaders(headers?: any): { [name: string]: string }
  getBoundary(): string
}
/** Text from base64 (atob 2.1.2). */
declare function atob(base64: string): string
/** Base64 from text (btoa 1.2.1). */
declare function btoa(text: string): string

interface HookbenchHash {
  update(data: string | HookbenchBuffer, encoding?: string): HookbenchHash
  digest(encoding: 'hex' | 'base64' | 'latin1'): string
  digest(): HookbenchBuffer
}
/** Node's crypto: hashes, HMACs, ciphers, random bytes. */
declare const crypto: {
  /** createHmac('sha256', secret).update(text).digest('hex') */
  createHmac(algorithm: 'sha1' | 'sha256' | 'sha512' | 'md5' | (string & {}), key: string | HookbenchBuffer): HookbenchHash
  /** createHash('sha256').update(text).digest('hex') */
  createHash(algorithm: 'sha1' | 'sha256' | 'sha512' | 'md5' | (string & {})): HookbenchHash
  randomBytes(size: number): HookbenchBuffer
  /** Compares two of the same length in constant time. */
  timingSafeEqual(a: HookbenchBuffer, b: HookbenchBuffer): boolean
  createVerify(algorithm: string): any
  createSign(algorithm: string): any
  createCipheriv(algorithm: string, key: any, iv: any): any
  createDecipheriv(algorithm: string, key: any, iv: any): any
  pbkdf2Sync(password: any, salt: any, iterations: number, length: number, digest: string): HookbenchBuffer
  [name: string]: any
}
interface HookbenchBuffer extends Uint8Array {
  toString(encoding?: 'utf8' | 'hex' | 'base64' | 'ascii' | 'latin1', start?: number, end?: number): string
  equals(other: HookbenchBuffer): boolean
  [name: string]: any
}
/** Node's Buffer. */
declare const Buffer: {
  from(text: string, encoding?: 'utf8' | 'hex' | 'base64' | 'ascii' | 'latin1'): HookbenchBuffer
  from(bytes: ArrayBuffer | ArrayLike<number>): HookbenchBuffer
  alloc(size: number, fill?: any): HookbenchBuffer
  concat(list: readonly HookbenchBuffer[], length?: number): HookbenchBuffer
  byteLength(text: string, encoding?: string): number
  isBuffer(value: any): boolean
}
type HookbenchLodash = {
  (value: any): any
  /** The value at a path, or the default: _.get(body, 'user.address.city', 'unknown') */
  get(object: any, path: string | (string | number)[], defaultValue?: any): any
  /** { a, b } of { a, b, c }: _.pick(body, ['a', 'b']) */
  pick(object: any, ...paths: any[]): any
  omit(object: any, ...paths: any[]): any
} & { [N in ${LODASH_NAMES.map((name) => `'${name}'`).join('|')}]: (...values: any[]) => any }
/** lodash ${lodashVersion}: https://lodash.com/docs */
declare const _: HookbenchLodash
/** OAuth 1 and 2 clients (oauth 0.9.15). */
declare const OAuth: { OAuth: any; OAuth2: any; [name: string]: any }
/** Writes XML from objects (xml 1.0.1): xml([{ toys: [{ toy: 'Car' }] }]) */
declare function xml(input: any, options?: any): string
/** The AWS SDK 2.488.0: new AWS.S3({ ... }) */
declare const AWS: any
`
}
