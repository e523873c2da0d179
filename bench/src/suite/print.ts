import { writeFile } from 'node:fs/promises'
import { availableParallelism, loadavg } from 'node:os'
import { exponent } from './exponent.ts'
import type { Figure } from './figure.ts'

const short = (value: number): string =>
  value >= 99.5 ? Math.round(value).toLocaleString('en') : value.toPrecision(2)
const named = (size: number): string =>
  size >= 1_000_000 ? `${size / 1_000_000}M` : size >= 1000 ? `${size / 1000}k` : `${size}`

/** What the figures are worth: how many cores, how busy they are with other things, which Node. */
export const machine = (): string =>
  `${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}, Node ${process.versions.node}`

/** The cost of one: what it took, or of a rate, the processor time. */
const cost = ({ unit, value, cpuMs }: Figure): number =>
  cpuMs ?? (unit.endsWith('/s') ? 1000 / value : value)

const grows = /page|search|statistics|facets|order|scan|memory|waiting/

function growth(row: string, figures: readonly Figure[]): string {
  const points = figures.flatMap((figure) =>
    figure.size === undefined ? [] : [[figure.size, cost(figure)] as const],
  )
  const slope = exponent(points)
  return grows.test(row) && points.length > 1 && Number.isFinite(slope) ? slope.toFixed(2) : '–'
}

function tableRow(row: string, figures: readonly Figure[], load: string): string {
  const sizes = figures.flatMap(({ size }) => (size === undefined ? [] : [named(size)]))
  const what = sizes.length === 0 ? row : `${row} (${sizes.join(' / ')})`
  const values = figures.map(({ value }) => short(value)).join(' / ')
  const cpus = figures.map(({ cpuMs }) => (cpuMs === undefined ? '–' : short(cpuMs))).join(' / ')
  return `| ${what} | ${values} ${figures[0]?.unit ?? ''} | ${cpus} | ${growth(row, figures)} | ${load} |`
}

/** Prints the rows as they stand in the README. */
export function printTable(figures: readonly Figure[], load: string): void {
  console.log(`\n${machine()}\n`)
  console.log('| what | how fast | CPU of the server, ms each | exponent | load average |')
  console.log('|---|---|---|---|---|')
  for (const [row, all] of Map.groupBy(figures, (figure) => figure.row))
    console.log(tableRow(row, all, load))
}

export function printFigure({ row, size, value, unit, cpuMs, note }: Figure): void {
  const at = size === undefined ? '' : ` at ${named(size)}`
  const cpu = cpuMs === undefined ? '' : `, ${cpuMs.toFixed(3)} ms of CPU`
  console.log(`${row}${at}: ${short(value)} ${unit}${cpu}${note === undefined ? '' : ` (${note})`}`)
}

export async function writeJson(path: string, figures: readonly Figure[]): Promise<void> {
  const head = { node: process.version, cores: availableParallelism(), load: loadavg() }
  await writeFile(path, `${JSON.stringify({ ...head, figures }, undefined, 2)}\n`)
}
