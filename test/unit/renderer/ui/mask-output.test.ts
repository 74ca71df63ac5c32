import { expect, it } from 'vitest'
import { maskOutput } from '../../../../renderer/ui/mask-output.ts'

it('hides the values at the places that are named, and nothing else', () => {
  const output = {
    events: [{ a: { 'b/c': ['x', 'secret'] }, d: 1 }, { e: 2 }],
    objects: [{ id: 'secret' }],
  }
  const before = structuredClone(output)
  const places = ['/events/0/a/b~1c/1', '/objects/0/id', '/events/7/a', '/nothing']
  expect(maskOutput(output, places)).toEqual({
    events: [{ a: { 'b/c': ['x', '••••••'] }, d: 1 }, { e: 2 }],
    objects: [{ id: '••••••' }],
  })
  expect(output).toEqual(before)
})
