import { planSegmentRequests } from '#main/delivery/segment-requests'
import { describe, expect, it } from 'vitest'

const bases = { trackingUrl: 'https://t.example', objectsUrl: 'https://o.example/v1/' }
const fill = { idPrefix: 'hookbench-run_1', timestamp: 'T', sentAt: 'S' }
const track = (n: number, properties = {}) => ({
  type: 'track',
  event: `E${n}`,
  userId: 'u',
  properties,
})

describe('planSegmentRequests', () => {
  it('batches events in order and fills in what the API wants', () => {
    const { posts, refused } = planSegmentRequests(
      { events: [track(1), { ...track(2), messageId: 'mine', timestamp: 'then' }], objects: [] },
      bases,
      fill,
    )
    expect(refused).toEqual([])
    expect(posts.map(({ shown }) => shown)).toEqual(posts.map(({ body }) => body))
    expect(posts.map(({ url, body }) => ({ url, body }))).toEqual([
      {
        url: 'https://t.example/v1/batch',
        body: {
          batch: [
            { ...track(1), messageId: 'hookbench-run_1-0', timestamp: 'T' },
            { ...track(2), messageId: 'mine', timestamp: 'then' },
          ],
          sentAt: 'S',
        },
      },
    ])
  })

  it('groups objects by collection, ten a request', () => {
    const objects = Array.from({ length: 23 }, (_, i) => ({
      collection: i % 2 === 0 ? 'rooms' : 'users',
      id: String(i),
    }))
    const { posts } = planSegmentRequests({ events: [], objects }, bases, fill)
    expect(posts.map(({ body }) => body)).toMatchObject([
      { collection: 'rooms', objects: { length: 10 } },
      { collection: 'rooms', objects: { length: 2 } },
      { collection: 'users', objects: { length: 10 } },
      { collection: 'users', objects: { length: 1 } },
    ])
    expect(posts[0]).toMatchObject({
      url: 'https://o.example/v1/set',
      body: { objects: [{ id: '0', properties: {} }, {}, {}, {}, {}, {}, {}, {}, {}, {}] },
    })
  })

  it('does not send an event over 32 KB and says so; the others go', () => {
    const { posts, refused } = planSegmentRequests(
      { events: [track(1), track(2, { text: 'x'.repeat(33_000) })], objects: [] },
      bases,
      fill,
    )
    expect(posts).toHaveLength(1)
    expect(refused).toHaveLength(1)
    expect(refused[0]?.why).toMatch(/32768 at most\. It was not sent/)
  })

  it('splits batches below 500 KB', () => {
    const events = Array.from({ length: 40 }, (_, i) => track(i, { text: 'x'.repeat(30_000) }))
    const { posts } = planSegmentRequests({ events, objects: [] }, bases, fill)
    expect(posts.length).toBeGreaterThan(2)
    for (const { body } of posts) {
      expect(Buffer.byteLength(JSON.stringify(body))).toBeLessThan(500 * 1024)
    }
  })
})
