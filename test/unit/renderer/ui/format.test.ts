import { describe, expect, it } from 'vitest'
import {
  formatAge,
  formatBytes,
  formatCountdown,
  formatDuration,
  plural,
} from '../../../../renderer/ui/format.ts'

describe('formatting', () => {
  it('counts a window down to 00:00 and never below', () => {
    expect(formatCountdown(300_000)).toBe('05:00')
    expect(formatCountdown(59_001)).toBe('01:00')
    expect(formatCountdown(1)).toBe('00:01')
    expect(formatCountdown(-5)).toBe('00:00')
  })

  it('writes sizes, durations and ages briefly', () => {
    expect([2, 1500, 240_000, 2_000_000].map(formatBytes)).toEqual([
      '2 B',
      '1.5 KB',
      '240 KB',
      '2.0 MB',
    ])
    expect([0.31, 42.4, 1204].map(formatDuration)).toEqual(['0.3 ms', '42 ms', '1.20 s'])
    const now = Date.parse('2026-01-02T00:00:00Z')
    expect(formatAge('2026-01-01T23:59:58Z', now)).toBe('just now')
    expect(formatAge('2026-01-01T23:57:00Z', now)).toBe('3 min ago')
    expect(formatAge('2025-12-30T00:00:00Z', now)).toBe('3 d ago')
    expect([plural(1, 'event'), plural(2, 'event')]).toEqual(['1 event', '2 events'])
  })
})
