/** Open calls to the host that answer with events, such as a request, by number. */
import type { Channel } from './node/scope.ts'

const channels = new Map<number, Channel>()
let lastId = 0

export function openChannel(channel: Channel): number {
  lastId += 1
  channels.set(lastId, channel)
  return lastId
}

export function closeChannel(id: number): void {
  channels.delete(id)
}

export function deliver(id: number, event: string, data: string): void {
  channels.get(id)?.(event, data)
}
