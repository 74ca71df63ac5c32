import type { Database } from '../database.ts'

/** As it was when this was written: what is larger stands beside the result of its run. */
const maxOpenJson = 64 * 1024
const maxPreviewJson = 64 * 1024
/** SQLite reads no deeper JSON. */
const maxLevels = 100

type Json = Record<string, unknown>

export function runOutputs(database: Database): void {
  database.exec(`
    -- JSON of a large output, and of what is shown of it where it holds secrets. Those of other
    -- runs are a part of their result.
    ALTER TABLE runs ADD COLUMN output TEXT;
    ALTER TABLE runs ADD COLUMN shown TEXT;
    -- JSON of what a list shows of a run, so that none has to read whole results.
    ALTER TABLE runs ADD COLUMN summary TEXT NOT NULL DEFAULT '{}';
  `)
  const ids = database.prepare<[], number>('SELECT sequence FROM runs').pluck().all()
  const read = database
    .prepare<[number], string>('SELECT result FROM runs WHERE sequence = ?')
    .pluck()
  const write = database.prepare(
    `UPDATE runs SET result = @result, output = @output, shown = @shown, summary = @summary
     WHERE sequence = @sequence`,
  )
  // One by one: all of them together may be more than the memory holds.
  for (const sequence of ids) {
    const result = parse(read.get(sequence) ?? '{}')
    const output = packed(result['output'])
    const shown = packed(result['shown'])
    write.run({
      sequence,
      summary: JSON.stringify(summaryOf(result)),
      output: output?.json ?? null,
      shown: shown?.json ?? null,
      result: JSON.stringify({
        ...result,
        ...(output === null ? {} : { output: output.preview }),
        ...(shown === null ? {} : { shown: shown.preview }),
      }),
    })
  }
}

function parse(text: string): Json {
  const value: unknown = JSON.parse(text)
  return isMap(value) ? value : {}
}

function isMap(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

function summaryOf({ status, durationMs, error, output, warnings, logs }: Json): Json {
  const { class: label, name, message } = isMap(error) ? error : {}
  const { events, objects } = isMap(output) ? output : {}
  return {
    status,
    durationMs,
    error: isMap(error) ? { class: label, name, message: String(message).slice(0, 300) } : null,
    events: listOf(events).length,
    objects: listOf(objects).length,
    warnings: listOf(warnings).length,
    logs: listOf(logs).length,
  }
}

function packed(output: unknown): { json: string; preview: Json } | null {
  if (!isMap(output)) {
    return null
  }
  const json = JSON.stringify(output)
  if (json.length <= maxOpenJson && !isDeeper(output, maxLevels)) {
    return null
  }
  const [events, objects] = [listOf(output['events']), listOf(output['objects'])]
  let left = maxPreviewJson
  const first = (items: readonly unknown[]): string => {
    const texts: string[] = []
    for (const item of items) {
      const text = isDeeper(item, maxLevels) ? null : JSON.stringify(item)
      if (text === null || text.length > left) {
        break
      }
      left -= text.length + 1
      texts.push(text)
    }
    return `[${texts.join(',')}]`
  }
  const preview = `{"events":${first(events)},"objects":${first(objects)}}`
  return { json, preview: { events: events.length, objects: objects.length, preview } }
}

function isDeeper(value: unknown, levels: number): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    (levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1)))
  )
}
