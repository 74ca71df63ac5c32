import Sqlite from 'better-sqlite3'
import { migrate } from '#main/store/migrate'
import { initial } from '#main/store/migrations/0001-initial'
import { answersAndReplays } from '#main/store/migrations/0002-answers-and-replays'
import { eventMarks } from '#main/store/migrations/0003-event-marks'
import { expect, it } from 'vitest'

const before = [
  { version: 1, up: initial },
  { version: 2, up: answersAndReplays },
]

it('keeps sources and events, takes POST alone, and shows what is not gone', () => {
  const database = new Sqlite(':memory:')
  database.pragma('foreign_keys = ON')
  migrate(database, before)
  database.exec(`
    INSERT INTO sources VALUES ('s', 'S', 's', '2019', 'modern', 'code', 1, 't', '', NULL, NULL, 3, '', '');
    INSERT INTO captured_events (id, source_id, number, received_at, method, path, query,
      http_version, remote_address, raw_headers, title, size, body_sha256, body)
    VALUES ('a', 's', 1, '', 'POST', '/', '', '1.1', '', '[]', '', 1, '', x'00'),
           ('b', 's', 2, '', 'POST', '/', '', '1.1', '', '[]', '', 1, '', x'01');
  `)
  migrate(database, [...before, { version: 3, up: eventMarks }])
  expect(database.prepare('SELECT methods FROM sources').pluck().get()).toBe('["POST"]')
  const present = database.prepare(
    'SELECT id, pinned, note, via_tunnel, receive_ms FROM present_events ORDER BY sequence',
  )
  const unmarked = { pinned: 0, note: '', via_tunnel: 0, receive_ms: null }
  expect(present.all()).toEqual([
    { id: 'a', ...unmarked },
    { id: 'b', ...unmarked },
  ])
  database.exec(`
    INSERT INTO event_marks (source_id, sequence, pinned, note) VALUES ('s', 1, 1, 'mine');
    INSERT INTO event_marks (source_id, sequence, gone, gone_at) VALUES ('s', 2, 'deleted', 0);
  `)
  expect(present.all()).toEqual([{ id: 'a', ...unmarked, pinned: 1, note: 'mine' }])
  expect(() => database.exec(`UPDATE event_marks SET gone = 'lost'`)).toThrow(/CHECK/)
  database.exec('DELETE FROM sources')
  expect(database.prepare('SELECT count(*) FROM event_marks').pluck().get()).toBe(0)
})
