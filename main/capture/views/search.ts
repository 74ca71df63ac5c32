/** Looks for a text in a captured event. */
import type { StoredEvent } from '#main/store/events-repo'
import type { SearchHit } from '#preload/model/event-view'
import { formPairs } from '#preload/model/form-pairs'
import { decodeContent } from './content-coding.ts'
import { textOf } from './view-content.ts'

type Place = SearchHit['places'][number]

const MAX_PLACES = 5
const CONTEXT = 40

/** `null` when it is nowhere. */
export async function searchEvent(event: StoredEvent, text: string): Promise<SearchHit | null> {
  const places: Place[] = []
  const wanted = new RegExp(escape(text), 'giu')

  function look(where: Place['where'], hay: string): void {
    for (const match of hay.matchAll(wanted)) {
      if (places.length === MAX_PLACES) {
        return
      }
      const end = match.index + match[0].length
      places.push({
        where,
        before: hay.slice(Math.max(0, match.index - CONTEXT), match.index),
        found: match[0],
        after: hay.slice(end, end + CONTEXT),
      })
    }
  }

  const { request, note } = event
  look('note', note)
  look('request', `${request.method} ${request.path}${request.query && `?${request.query}`}`)
  for (const [name, value] of request.rawHeaders) {
    look('header', `${name}: ${value}`)
  }
  if (places.length < MAX_PLACES) {
    look('body', await readableBody(event))
  }
  return places.length === 0 ? null : { eventId: event.id, places }
}

/** As a reader sees it: decoded, and without the escapes of its format. */
async function readableBody({ request, contentType }: StoredEvent): Promise<string> {
  const { bytes } = await decodeContent(request.rawHeaders, request.body)
  const text = textOf(bytes, contentType ?? '') ?? ''
  if (/^application\/x-www-form-urlencoded/i.test(contentType ?? '')) {
    return formPairs(text)
      .map(([name, value]) => `${name}=${value}`)
      .join('\n')
  }
  return text.replace(/\\u([0-9a-f]{4})/gi, (_whole, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  )
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
}
