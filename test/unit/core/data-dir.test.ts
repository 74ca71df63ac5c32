import path from 'node:path'
import { resolveDataDir } from '#main/core/data-dir'
import { describe, expect, it } from 'vitest'

const home = '/home/ada'

describe('the data folder', () => {
  it('is what the option says, then what the environment says, from the current folder', () => {
    const env = { HOOKBENCH_DATA: 'from-env' }
    expect(resolveDataDir({ option: 'own', env, cwd: '/somewhere' })).toBe(
      path.resolve('/somewhere/own'),
    )
    expect(resolveDataDir({ env, cwd: '/somewhere' })).toBe(path.resolve('/somewhere/from-env'))
    expect(resolveDataDir({ option: '', env, cwd: '/' })).toBe(path.resolve('/from-env'))
  })

  it.each([
    ['linux', {}, '/home/ada/.config/Hookbench'],
    ['linux', { XDG_CONFIG_HOME: '/cfg', HOOKBENCH_DATA: '' }, '/cfg/Hookbench'],
    ['darwin', {}, '/home/ada/Library/Application Support/Hookbench'],
    ['win32', { APPDATA: '/appdata' }, '/appdata/Hookbench'],
    ['win32', {}, '/home/ada/AppData/Roaming/Hookbench'],
  ] as const)('on %s with %j is the one of the desktop app', (platform, env, expected) => {
    expect(resolveDataDir({ env, platform, home })).toBe(expected)
  })
})
