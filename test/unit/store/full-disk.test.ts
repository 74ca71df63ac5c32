import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { tempDir } from '../../support/temp-dir.ts'

test.runIf(process.platform === 'linux')(
  'a disk too full to start on is said to be full',
  async () => {
    const script = `
    import { openDatabase } from '#main/store/database'
    process.on('SIGXFSZ', () => {})
    try {
      openDatabase(process.argv[1])
    } catch (error) {
      console.log(error.code)
    }`
    // In blocks of 1 KiB; the index of the log alone takes 32.
    const child = spawn(
      'bash',
      [
        '-c',
        'ulimit -f 48; exec "$0" --input-type=module -e "$1" "$2"',
        process.execPath,
        script,
        tempDir(),
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
    expect((await text(child.stdout)).trim()).toBe('disk_full')
  },
)
