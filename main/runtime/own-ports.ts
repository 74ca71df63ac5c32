/** Ports that debuggers of this process listen on: whoever connects there commands the app. */
import { url } from 'node:inspector'

const remoteDebugging = process.argv.flatMap((argument) => {
  const port = /^--remote-debugging-port=(\d+)$/.exec(argument)?.[1]
  return port === undefined ? [] : [Number(port)]
})

export function ownPorts(): number[] {
  const address = url()
  return [...(address === undefined ? [] : [Number(new URL(address).port)]), ...remoteDebugging]
}
