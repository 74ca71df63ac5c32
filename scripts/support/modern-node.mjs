/** The Node that the project runs on: this one, or the one among its dev dependencies. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { runForeground } from './child.mjs'
import { NODE_API_NEEDED, root, Stop } from './project.mjs'

const BUNDLED = path.join(
  root,
  'node_modules/node/bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
)

export function isModernNode() {
  return Number(process.versions.napi) >= NODE_API_NEEDED
}

/** A parent that is killed forwards nothing, but its end of the channel closes. */
function endWithParent() {
  if (process.connected) {
    process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
    // Listened to only as long as there is something else to do.
    process.channel.unref()
  }
}

/** Starts the script again on a newer Node when this one is too old; then answers its exit code. */
export async function rerunOnModernNode(script) {
  if (isModernNode()) {
    endWithParent()
    return undefined
  }
  if (!existsSync(BUNDLED)) {
    throw new Stop(
      `Hookbench needs Node 22.14 or newer, this is ${process.version}. ` +
        'Install a newer Node, or run npm install in the clone, which brings one.',
    )
  }
  return runForeground(BUNDLED, [script, ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
}
