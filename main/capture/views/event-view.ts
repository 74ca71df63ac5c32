/** Puts the view of a captured event together. */
import type { StoredEvent } from '#main/store/events-repo'
import { AppError } from '#preload/errors'
import type { EventView, HexPage, PartFile } from '#preload/model/event-view'
import { decodeContent } from './content-coding.ts'
import { headerOrigins } from './header-origins.ts'
import { hexPage } from './hex-page.ts'
import { parseHeaderValue } from './media-type.ts'
import { safeFilename, splitMultipart } from './multipart.ts'
import { viewContent } from './view-content.ts'

export async function viewOf(event: StoredEvent): Promise<EventView> {
  const { request } = event
  const decoded = await decodeContent(request.rawHeaders, request.body)
  // What could not be decoded is not the type that the headers state.
  const type = decoded.problem === null ? (event.contentType ?? '') : ''
  const { content, charset, problems } = viewContent(decoded.bytes, type)
  return {
    eventId: event.id,
    httpVersion: request.httpVersion,
    remoteAddress: request.remoteAddress,
    receivedAt: request.receivedAt,
    receiveMs: request.receiveMs,
    viaTunnel: request.viaTunnel,
    ...headerOrigins(request),
    size: event.size,
    bodySha256: event.bodySha256,
    encodings: [...decoded.encodings],
    decodedSize: decoded.bytes.byteLength,
    charset,
    problems: [...(decoded.problem === null ? [] : [decoded.problem]), ...problems],
    content,
  }
}

export async function hexOf(
  { request }: StoredEvent,
  of: 'arrived' | 'decoded',
  offset: number,
): Promise<HexPage> {
  const bytes =
    of === 'arrived' ? request.body : (await decodeContent(request.rawHeaders, request.body)).bytes
  return hexPage(bytes, offset)
}

export async function partOf(event: StoredEvent, index: number): Promise<PartFile> {
  const { request } = event
  const boundary = parseHeaderValue(event.contentType ?? '').parameters.get('boundary')
  const { bytes } = await decodeContent(request.rawHeaders, request.body)
  const part = boundary === undefined ? undefined : splitMultipart(bytes, boundary).parts[index]
  if (part === undefined) {
    throw new AppError('not_found', `This event has no part ${index + 1}.`, {
      hint: 'Only bodies of the type multipart/... have parts.',
    })
  }
  return {
    filename: safeFilename(part, index),
    type: part.type,
    bodyBase64: part.bytes.toString('base64'),
  }
}
