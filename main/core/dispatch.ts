/**
 * The only door into the application: checks the envelope, the method, the access and the
 * parameters, calls the handler, checks the result. Every failure is a reply with a code.
 */
import { isMethodName, methods, type Access, type MethodName } from '#preload/contract'
import type { Parsed, Result } from '#preload/contract'
import { AppError, isUserError, toWire } from '#preload/errors'
import type { HostName } from '#preload/model'
import { Request, type Reply } from '#preload/wire'
import { z } from 'zod'
import { storeFailure } from '#main/store/store-failure'
import type { Logger } from './logger.ts'

export interface Caller {
  readonly host: HostName
  readonly allow: ReadonlySet<Access>
}

export type Handlers = {
  readonly [M in MethodName]: (params: Parsed<M>, caller: Caller) => Promise<Result<M>> | Result<M>
}

export type Dispatch = (message: unknown, caller: Caller) => Promise<Reply>

/** `before` comes before each call; it throws when the core may do nothing any more. */
export function createDispatch(
  handlers: Handlers,
  logger: Logger,
  before: () => void = () => undefined,
): Dispatch {
  async function call(method: string, rawParams: unknown, caller: Caller): Promise<unknown> {
    before()
    if (!isMethodName(method)) {
      throw new AppError('unknown_method', `There is no method "${method.slice(0, 100)}".`)
    }
    const spec = methods[method]
    if (!caller.allow.has(spec.access)) {
      throw new AppError('forbidden', `This client may not call ${method}.`)
    }
    const params = spec.params.safeParse(rawParams)
    if (!params.success) {
      throw new AppError('invalid_params', `${method}: ${z.prettifyError(params.error)}`, {
        details: params.error.issues.map(({ path, message }) => ({
          path: path.map(String),
          message,
        })),
      })
    }
    const handler = handlers[method] as (params: unknown, caller: Caller) => unknown
    const result = spec.result.safeParse(await handler(params.data, caller))
    if (!result.success) {
      throw new AppError('invalid_result', `${method} gave a malformed result.`, {
        hint: 'This is a bug in Hookbench; please report it.',
        cause: result.error,
      })
    }
    return result.data
  }

  return async function dispatch(message, caller) {
    const envelope = Request.safeParse(message)
    if (!envelope.success) {
      const id = z.object({ id: z.number().int() }).safeParse(message)
      return {
        id: id.success ? id.data.id : 0,
        ok: false,
        error: toWire(new AppError('invalid_params', 'The message is not a request envelope.')),
      }
    }
    const { id, method, params } = envelope.data
    try {
      return { id, ok: true, result: await call(method, params, caller) }
    } catch (thrown) {
      const error = storeFailure(thrown)
      if (!isUserError(error)) {
        logger.log('error', `${method}: ${describe(error)}`)
      }
      return { id, ok: false, error: toWire(error) }
    }
  }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error)
  }
  const cause = error.cause === undefined ? '' : ` (cause: ${describe(error.cause)})`
  return `${error.stack ?? error.message}${cause}`
}
