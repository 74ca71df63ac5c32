/** The declarations of a source's profile and interface, put together. */
import { libraryTypings } from './library-typings.ts'
import { sharedTypings } from './shared-typings.ts'

export interface TypedProfile {
  readonly profile: '2019' | 'current'
  readonly handler: 'modern' | 'legacy'
}

export function profileTypings({ profile, handler }: TypedProfile): string {
  return [
    sharedTypings,
    libraryTypings(profile === 'current' ? '4.17.19' : '4.17.15'),
    profile === 'current' ? currentTypings : '',
    handler === 'legacy' ? legacyTypings : '',
  ].join('\n')
}

/** What the profile "current" adds. Where a library is large, its documentation is linked. */
const currentTypings = `
/** Throw it to have the webhook tried again later: shown as "Retry". */
declare class RetryError extends Error { constructor(message?: string) }
/** Values that outlive a run of the deployed function; empty at the start of a test. */
declare const cache: {
  /** The value of the key, or what fn gives, kept for ttlMs milliseconds; -1 is for ever. */
  load<T>(key: string, ttlMs: number, fn: () => Promise<T> | T): Promise<T>
  delete(key: string): void
}
/** moment-timezone 0.5.31: moment(body.date).tz('Europe/Paris').format() */
declare const moment: {
  (...values: any[]): any
  utc(...values: any[]): any
  unix(seconds: number): any
  duration(...values: any[]): any
  tz: any
  [name: string]: any
}
/** jsonwebtoken 8.5.1 */
declare const jsonwebtoken: {
  sign(payload: any, secret: any, options?: any): string
  /** Throws when the signature or the time is wrong. */
  verify(token: string, secret: any, options?: any): any
  decode(token: string, options?: any): any
}
/** xml2js 0.4.23 */
declare const xml2js: {
  parseString(xml: string, callback: (error: any, result: any) => void): void
  parseString(xml: string, options: any, callback: (error: any, result: any) => void): void
  parseStringPromise(xml: string, options?: any): Promise<any>
  Parser: any
  Builder: any
}
/** stripe 8.115.0: stripe(settings.apiKey).customers.retrieve(id) */
declare function stripe(apiKey: string, config?: any): any
/** twilio 3.68.0: twilio(accountSid, authToken).messages.create({ ... }) */
declare function twilio(accountSid: string, authToken: string, options?: any): any
/** jsforce 1.11.0: new jsforce.Connection({ ... }) */
declare const jsforce: { Connection: any; OAuth2: any; [name: string]: any }
/** Node's https. */
declare const https: {
  request(url: any, options?: any, callback?: (response: any) => void): any
  get(url: any, options?: any, callback?: (response: any) => void): any
  [name: string]: any
}
/** @sendgrid/client and @sendgrid/mail 7.4.7 */
declare const sendgrid: { client: any; mail: any }
/** uuidv5 1.0.0: uuidv5.uuidv5('url', 'example.com') */
declare const uuidv5: { uuidv5(namespace: string, name: string): string }
/** zlib 1.0.5: zlib.zlib.gunzipSync(buffer) */
declare const zlib: { zlib: any }
/** winston 2.4.6: winstonlib.winston */
declare const winstonlib: { winston: any }
/** Not available locally, as the six that follow: only in the vendor's own runtime. */
declare const google: { cloud: any }
declare const fetchretrylib: { fetchretry: any }
declare const hubspotlib: { hubspot: any }
declare const libphonenumberjslib: { libphonenumberjs: any }
declare const mailchimplib: { mailchimp: any }
declare const nodemailjet: { nodemailjet: any }
declare const skyflowlib: { skyflow: any }
`

const legacyTypings = `
/** The webhook as a legacy function sees it. */
interface HookbenchLegacyEvent {
  payload: {
    /** The parsed body. */
    body: HookbenchBody
    /** Names as they were sent, each with its values. */
    headers: { [name: string]: string[] }
    /** Each a text, or a list of texts when its name came more than once. */
    queryParameters: { [name: string]: string | string[] }
  }
}
declare const exports: {
  /** Runs for every webhook; what it returns is sent. */
  processEvents?: (event: HookbenchLegacyEvent, settings: HookbenchSettings) => any
}
declare const module: { exports: typeof exports }
`
