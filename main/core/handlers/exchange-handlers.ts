/** The methods around a captured event: answers, signatures, replay, import and export. */
import type { answersMethods } from '#preload/contract/answers'
import type { exchangeMethods } from '#preload/contract/exchange'
import type { replayMethods } from '#preload/contract/replay'
import type { Handlers } from '../dispatch.ts'
import type { Exchange } from '../exchange.ts'

type ExchangeMethods =
  keyof typeof answersMethods | keyof typeof exchangeMethods | keyof typeof replayMethods

export function exchangeHandlers(exchange: Exchange): Pick<Handlers, ExchangeMethods> {
  const { answers, signatures, replay, exports, imports } = exchange
  return {
    'answers.get': ({ sourceId }) => answers.get(sourceId),
    'answers.set': ({ sourceId, config }) => answers.set(sourceId, config),
    'answers.handshake': ({ eventId }) => answers.handshakeOf(eventId),

    'signatures.providers': () => signatures.providers(),
    'signatures.setSetting': ({ sourceId, settingName }) =>
      answers.setSigningSetting(sourceId, settingName),
    'signatures.check': ({ eventId, ...options }) => signatures.check(eventId, options),

    'replay.send': (order) => replay.send(order),
    'replay.history': ({ sourceId, eventId }) => replay.history(sourceId, eventId),
    'replay.clearHistory': ({ sourceId }) => {
      replay.clearHistory(sourceId)
      return {}
    },

    'export.event': ({ eventId, format, secrets = false }) =>
      exports.event(eventId, format, secrets),
    'export.source': ({ sourceId, secrets = false }) => exports.source(sourceId, secrets),
    'import.preview': ({ files }) => imports.preview(files),
    'import.files': ({ sourceId, files, pick = [] }) => imports.take(sourceId, files, pick),
  }
}
