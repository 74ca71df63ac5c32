import { describe, expect, it } from 'vitest'
import { combinationOf, keysText } from '../../../../renderer/ui/keys.ts'

function pressed(key: string, code: string, modifiers: Partial<KeyboardEvent> = {}): string | null {
  const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false }
  return combinationOf({ key, code, ...none, ...modifiers } as KeyboardEvent)
}

describe('a combination of keys', () => {
  it('names modifiers, then the key', () => {
    expect(pressed('k', 'KeyK', { ctrlKey: true })).toBe('Mod+K')
    expect(pressed('Enter', 'Enter', { ctrlKey: true, shiftKey: true })).toBe('Mod+Shift+Enter')
    expect(pressed('F', 'KeyF', { shiftKey: true, altKey: true })).toBe('Shift+Alt+F')
  })

  it('goes by the key where Alt or another script makes a sign of it', () => {
    expect(pressed('¡', 'Digit1', { altKey: true })).toBe('Alt+1')
    expect(pressed('∆', 'KeyJ', { altKey: true })).toBe('Alt+J')
    expect(pressed('л', 'KeyK', { ctrlKey: true })).toBe('Mod+K')
  })

  it('goes by the letter where a layout has moved it', () => {
    expect(pressed('k', 'KeyV', { ctrlKey: true })).toBe('Mod+K')
  })

  it('takes the question mark as it is made', () => {
    expect(pressed('?', 'Slash', { shiftKey: true })).toBe('?')
    expect(pressed('?', 'Minus', { shiftKey: true })).toBe('?')
    expect(pressed('/', 'Slash', {})).toBe('/')
  })

  it('is none while only a modifier is down, or one of another system', () => {
    expect(pressed('Control', 'ControlLeft', { ctrlKey: true })).toBeNull()
    expect(pressed('k', 'KeyK', { metaKey: true })).toBeNull()
  })

  it('is written as the system writes it', () => {
    expect(keysText('Mod+Shift+Enter')).toBe('Ctrl+Shift+↵')
  })
})
