/** The methods around a captured event: answers and signatures. */
import type { answersMethods } from '#preload/contract/answers'
import type { Handlers } from '../dispatch.ts'
import type { Exchange } from '../exchange.ts'

type ExchangeMethods = keyof typeof answersMethods

export function exchangeHandlers({
  answers,
  signatures,
}: Exchange): Pick<Handlers, ExchangeMethods> {
  return {
    'answers.get': ({ sourceId }) => answers.get(sourceId),
    'answers.set': ({ sourceId, config }) => answers.set(sourceId, config),
    'answers.handshake': ({ eventId }) => answers.handshakeOf(eventId),
    'signatures.providers': () => signatures.providers(),
    'signatures.setSetting': ({ sourceId, settingName }) =>
      answers.setSigningSetting(sourceId, settingName),
    'signatures.check': ({ eventId, ...options }) => signatures.check(eventId, options),
  }
}
