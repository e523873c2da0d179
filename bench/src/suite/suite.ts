import { loadavg } from 'node:os'
import type { Figure } from './figure.ts'
import {
  measureAcceptRates,
  measureJob,
  measurePipeline,
  measureProgress,
  measureStarts,
  measureWaiting,
} from './jobs.ts'
import { measureLists, measureSidecars } from './lists.ts'
import { machine, printFigure, printTable, writeJson } from './print.ts'
import { measureThumbnails } from './thumbnails.ts'
import { measureUnderLoad } from './under-load.ts'

export interface SuiteOptions {
  readonly sizes?: readonly number[] | undefined
  /** With a million pictures, and as long as it takes. */
  readonly full: boolean
  readonly json?: string | undefined
  /** Only rows of these groups. */
  readonly only?: readonly string[] | undefined
}

/** The product that is measured lets 100,000 wait. */
const mostWaiting = 99_000

type Group = () => Promise<readonly Figure[]>

function groups({ full, sizes }: SuiteOptions): ReadonlyMap<string, readonly Group[]> {
  const pictures = sizes ?? (full ? [1000, 10_000, 100_000, 1_000_000] : [1000, 10_000])
  const waiting = [...new Set(pictures.map((size) => Math.min(size, mostWaiting)))]
  const many = full ? 4 : 1
  return new Map<string, readonly Group[]>([
    ['starts', [() => measureStarts(5 * many)]],
    ['job', [() => measureJob(50 * many)]],
    ['pipeline', [() => measurePipeline(200 * many)]],
    ['accept-rates', [() => measureAcceptRates(2000 * many)]],
    ['progress', [() => measureProgress(20 * many)]],
    ['thumbnails', [() => measureThumbnails(20 * many, 5000 * many)]],
    ['under-load', [() => measureUnderLoad(40 * many)]],
    ['waiting', waiting.map((size) => () => measureWaiting(size))],
    ['lists', pictures.map((size) => () => measureLists(size, full ? 20_000 : 2000))],
    ['sidecars', pictures.map((size) => () => measureSidecars(size))],
  ])
}

/** Measures each row of the table, in a server of its own; prints each as it comes, and all of them as in the README. */
export async function measureSuite(options: SuiteOptions): Promise<void> {
  console.log(machine())
  const figures: Figure[] = []
  const loads: number[] = []
  for (const [name, works] of groups(options)) {
    if (options.only !== undefined && !options.only.includes(name)) continue
    for (const work of works) {
      try {
        const found = await work()
        for (const figure of found) printFigure(figure)
        figures.push(...found)
      } catch (error) {
        console.error(`${name} failed:`, error)
        process.exitCode = 1
      }
      loads.push(loadavg()[0] ?? 0)
    }
  }
  printTable(figures, `${Math.min(...loads).toFixed(1)}–${Math.max(...loads).toFixed(1)}`)
  if (options.json !== undefined) await writeJson(options.json, figures)
}
