/**
 * Imported before anything that builds schemas: zod would probe for `new Function`, which the
 * page's policy forbids and the browser reports as an error in the console.
 */
import { config } from 'zod'

config({ jitless: true })
