/**
 * `npm run bench [-- NAME ...]`: runs the benchmarks of test/bench and prints one table, each
 * number beside its baseline from the same run. A benchmark is a module whose one exported
 * function answers rows `{ name, median, unit, baseline, baselineName, ratio }`.
 */
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { buildIfStale } from './build.mjs'
import { e2eEnvironment } from './support/e2e-environment.mjs'
import { rerunOnModernNode } from './support/modern-node.mjs'
import { main, note, root } from './support/project.mjs'

const folder = path.join(root, 'test/bench')
const HEADER = ['MEASURE', 'MEDIAN', 'BASELINE', 'RATIO', 'BASELINE IS']

function chosenFiles(wanted) {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.ts'))
    .filter((name) => wanted.length === 0 || wanted.includes(path.basename(name, '.ts')))
    .toSorted()
}

/** Answers the rows of one module; a benchmark that fails does not take the others with it. */
async function runBenchmark(name) {
  const module = await import(pathToFileURL(path.join(folder, name)).href)
  const benchmark = Object.values(module).find((value) => typeof value === 'function')
  note(`Running ${path.basename(name, '.ts')} ...`)
  return benchmark()
}

function cells({ name, median, unit = 'ms', baseline, baselineName = '', ratio }) {
  return [
    name,
    `${round(median)} ${unit}`,
    `${round(baseline)} ${unit}`,
    `${round(ratio)}x`,
    baselineName,
  ]
}

/** Three digits that count. */
function round(value) {
  return Number.isFinite(value) ? String(Number(value.toPrecision(3))) : '-'
}

function printTable(rows) {
  const all = [HEADER, ...rows.map(cells)]
  const widths = HEADER.map((_, column) => Math.max(...all.map((row) => row[column].length)))
  for (const row of all) {
    const padded = row.map((cell, column) =>
      column >= 1 && column <= 3 ? cell.padStart(widths[column]) : cell.padEnd(widths[column]),
    )
    process.stdout.write(`${padded.join('  ').trimEnd()}\n`)
  }
}

await main(async () => {
  const rerun = await rerunOnModernNode(fileURLToPath(import.meta.url))
  if (rerun !== undefined) {
    return rerun
  }
  await buildIfStale()
  const { env, missing } = await e2eEnvironment()
  Object.assign(process.env, env)
  for (const part of missing) {
    note(`Left out: ${part}.`)
  }
  const rows = []
  let failed = 0
  for (const name of chosenFiles(process.argv.slice(2))) {
    try {
      rows.push(...(await runBenchmark(name)))
    } catch (error) {
      failed += 1
      note(`${name}: ${error.message}`)
    }
  }
  printTable(rows)
  return failed === 0 ? 0 : 1
})
