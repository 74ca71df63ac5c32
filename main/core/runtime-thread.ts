/** Entry of the thread in which the core has done what would hold up a window. */
import { planPush } from '#main/delivery/plan-push'
import { serveThread } from '#main/runtime/thread/thread'
import { caseFile } from './case-file.ts'

serveThread({ planPush, caseFile })
