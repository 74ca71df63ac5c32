/** Whether another program has the port that webhooks usually come to. */
import net from 'node:net'
import type { CaptureStatus } from '#preload/model'
import type { Listener } from './listener.ts'

/** A loopback address answers at once, or drops what it does not take. */
const PATIENCE_MS = 300

const HOSTS = ['127.0.0.1', '::1']

export interface UsualPort {
  /** Looks again, where there is a port to look at. */
  look(port: number): Promise<void>
  /** What the last look found; a port that was not looked at counts as free. */
  isTaken(port: number): boolean
  /** The one that is wanted, where webhooks come to another one, or will. */
  busy(listener: Listening | undefined, wanted: number): CaptureStatus['busyPort']
  /** Away from its port a listener tries again at the next window, once that port is free. */
  mayStay(listener: Listening, wanted: number): Promise<boolean>
}

type Listening = Pick<Listener, 'port' | 'wantedPort' | 'refusal'>

export function createUsualPort(): UsualPort {
  let taken: number | null = null

  async function look(port: number): Promise<void> {
    taken = (await isAnswered(port)) ? port : null
  }

  return {
    look,
    isTaken: (port) => port === taken,
    busy(listener, wanted) {
      if (listener === undefined) {
        return wanted === taken ? { port: wanted, reason: 'taken' } : null
      }
      const { port, wantedPort, refusal } = listener
      // The user may have settled for the port that it is at.
      return refusal === null || port === wanted ? null : { port: wantedPort, reason: refusal }
    },
    async mayStay({ port, wantedPort, refusal }, wanted) {
      if (port === wanted || wantedPort !== wanted || refusal !== 'taken') {
        return port === wanted || wantedPort === wanted
      }
      await look(wanted)
      return wanted === taken
    },
  }
}

/** Asks by a connection, not by listening: another instance that starts must not find it taken. */
async function isAnswered(port: number): Promise<boolean> {
  if (port === 0) {
    return false
  }
  const answers = await Promise.all(HOSTS.map((host) => connects(host, port)))
  return answers.includes(true)
}

async function connects(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect({ host, port, timeout: PATIENCE_MS })
    const done = (isOpen: boolean) => () => {
      socket.destroy()
      resolve(isOpen)
    }
    socket.once('connect', done(true)).once('error', done(false)).once('timeout', done(false))
  })
}
