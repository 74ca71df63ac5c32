import { fsyncSync, openSync } from 'node:fs'
import { expect, test } from 'vitest'
import { syncFolder } from '#main/store/journal/sync-folder'

test.runIf(process.platform === 'linux')('a file system that syncs no folders is used', () => {
  expect(() => fsyncSync(openSync('/proc', 'r'))).toThrow('EINVAL')
  expect(() => syncFolder('/proc')).not.toThrow()
})
