/** A process with a host of its own, until it is killed. */
import { createRuntime } from '#main/runtime/runtime'
import { toRequest } from './request.ts'

const [, , runtimeDir = ''] = process.argv
const runtime = createRuntime({ runtimeDir })
await runtime.run(toRequest('function onRequest() {}'))
process.send?.(runtime.pid())
