/** Results on their way out of the runtime's thread: large outputs leave it as text. */
import type { PlainResult } from '#main/runtime/result'
import type { KeptOutput, RunOutput, RunResult, SeenOutput } from '#preload/model'
import type { OutputPreview } from '#preload/model/packed-output'
import { shorten } from './shorten.ts'

/** An output up to this is taken apart and copied in a few milliseconds, whatever it holds. */
const maxOpenJson = 64 * 1024

/** So is one of few levels; the stack of who takes over a deeper one may be a short one. */
const maxOpenLevels = 100

/** What an editor lays out without anybody waiting for it. */
const maxPreviewJson = 128 * 1024
/** In a list of many, all of which are sent at once. */
const maxSeenJson = 64 * 1024
const maxPreviewItems = 2000
/** Of one item; a larger one is shown shortened. It is what the vendor takes of an event. */
const maxItemJson = 32 * 1024

export function packResult(result: PlainResult): RunResult {
  const { output, shown } = result
  return {
    ...result,
    output: output === null ? null : pack(output),
    ...(shown === undefined ? {} : { shown: pack(shown) }),
  }
}

export function pack(output: RunOutput): KeptOutput {
  const json = JSON.stringify(output)
  return isOpen(output, json) ? output : { json, ...preview(output, maxPreviewJson) }
}

/** For a list of many. */
export function seen(output: RunOutput): SeenOutput {
  return isOpen(output, JSON.stringify(output)) ? output : preview(output, maxSeenJson)
}

function isOpen(output: RunOutput, json: string): boolean {
  return json.length <= maxOpenJson && !isDeeper(output, maxOpenLevels)
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) {
    return false
  }
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1))
}

function preview({ events, objects }: RunOutput, maxJson: number): OutputPreview {
  let left = maxJson
  let shortened = 0
  const first = (items: RunOutput['events']): string => {
    const texts: string[] = []
    for (const item of items.slice(0, maxPreviewItems)) {
      const whole = wholeText(item)
      const text = whole ?? JSON.stringify(shorten(item, maxItemJson / 2, maxOpenLevels))
      if (text.length > left) {
        break
      }
      left -= text.length + 1
      shortened += whole === null ? 1 : 0
      texts.push(text)
    }
    return `[${texts.join(',')}]`
  }
  const text = `{"events":${first(events)},"objects":${first(objects)}}`
  return { events: events.length, objects: objects.length, preview: text, shortened }
}

/** `null` for what can only be shown in part. */
function wholeText(item: RunOutput['events'][number]): string | null {
  const text = isDeeper(item, maxOpenLevels) ? null : JSON.stringify(item)
  return text === null || text.length > maxItemJson ? null : text
}
