import { expect, test } from 'vitest'
import { AnswerConfig } from '#preload/model/answers'
import {
  errorsOf,
  isSame,
  presets,
  toConfig,
  toDraft,
} from '../../../../renderer/answers/answer-draft.ts'
import { headerRow } from '../../../../renderer/ui/header-rows.tsx'

const config: AnswerConfig = {
  status: 200,
  headers: [['Content-Type', 'application/json']],
  body: '{}',
  delayMs: 0,
  handshakes: true,
}

test('what is not changed is not dirty, and comes back as it was', () => {
  expect(toConfig(toDraft(config))).toEqual(config)
  expect(isSame(toDraft(config), config)).toBe(true)
  expect(isSame({ ...toDraft(config), delay: '50' }, config)).toBe(false)
})

test('refuses what the core would refuse', () => {
  const draft = toDraft(config)
  expect(errorsOf(draft)).toEqual({})
  expect(errorsOf({ ...draft, status: '199' }).status).toBeDefined()
  expect(errorsOf({ ...draft, delay: '30001' }).delay).toBeDefined()
  expect(errorsOf({ ...draft, headers: [headerRow('X Y', '1')] }).headers).toMatch('X Y')
  expect(errorsOf({ ...draft, headers: [headerRow('X', 'a\r\nb')] }).headers).toBeDefined()
})

test('the ready-made answers are answers', () => {
  for (const { config: part } of presets) {
    expect(AnswerConfig.safeParse({ ...config, ...part }).success).toBe(true)
  }
})
