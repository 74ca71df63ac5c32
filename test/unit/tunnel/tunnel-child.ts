/** A process that does nothing but hold a tunnel open, for the test that tries to crash it. */
import { silentLogger } from '#main/core/logger'
import { createTunnel, type TunnelConfig } from '#main/tunnel/tunnel'
import type { TunnelTimings } from '#main/tunnel/timings'

const { config, timings } = JSON.parse(process.argv[2] ?? '') as {
  config: TunnelConfig
  timings: TunnelTimings
}
const tunnel = createTunnel({ logger: silentLogger, timings })
tunnel.onChange(({ state }) => process.send?.(state))
tunnel.open(config)
process.once('message', () => {
  // After this nothing may keep the process: no timer, no socket, no retry.
  void tunnel.close().then(() => process.disconnect())
})
