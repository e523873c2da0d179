import type { GalleryImage } from '../../api/types.ts'
import type { Axis } from './several.ts'

/** One run of a batch. */
export interface BatchCell {
  /** From 0. */
  readonly index: number
  readonly jobId: string
  readonly values: Readonly<Record<string, unknown>>
  readonly image: GalleryImage | undefined
  readonly error: string | undefined
}

interface BatchAnswer {
  readonly job_ids: readonly string[]
  readonly values?: readonly Readonly<Record<string, unknown>>[] | undefined
  readonly images: readonly GalleryImage[]
  readonly errors: readonly { readonly number: number; readonly error: string }[]
  readonly matrix?: Readonly<Record<string, readonly unknown[]>> | undefined
}

/** The number of its run, from 1, that the file of a picture of a batch begins with. */
const numberOfFile = (filepath: string): number | undefined => {
  const digits = /(?:^|\/)(\d+)_-?\d+(?:_\d+)?\.\w+$/.exec(filepath)?.[1]
  return digits === undefined ? undefined : Number(digits)
}

/** The runs that an answer tells of, each with its first picture. */
export function toCells(batch: BatchAnswer, from: number): readonly BatchCell[] {
  const images = new Map<number, GalleryImage>()
  for (const image of batch.images) {
    const number = numberOfFile(image.filepath)
    if (number !== undefined && !images.has(number)) images.set(number, image)
  }
  const errors = new Map(batch.errors.map(({ number, error }) => [number, error]))
  return batch.job_ids.map((jobId, at) => ({
    index: from + at,
    jobId,
    values: batch.values?.[at] ?? {},
    image: images.get(from + at + 1),
    error: errors.get(from + at + 1),
  }))
}

/** The lists of a batch, named as the form names them. */
export const axesOfBatch = (
  matrix: BatchAnswer['matrix'],
  labels: ReadonlyMap<string, string>,
): readonly Axis[] =>
  Object.entries(matrix ?? {}).map(([key, values]) => ({
    key,
    label: labels.get(key) ?? key,
    values,
  }))

const longest = 60

/** A value as a heading says it. */
export function valueText(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}

export interface CellRow {
  /** Of the last list but one, as `CFG 4`; none where there is one list. */
  readonly title: string
  readonly cells: readonly BatchCell[]
}

export interface CellTable {
  /** Of the lists before the last two. */
  readonly title: string
  readonly columns: readonly string[]
  readonly rows: readonly CellRow[]
}

const isOne = (axis: Axis | undefined): axis is Axis => axis !== undefined

/** The runs as tables: the last list across, the one before it down, a table for each choice from those before. */
export function toTables(cells: readonly BatchCell[], axes: readonly Axis[]): readonly CellTable[] {
  const across = axes.at(-1)
  const down = axes.at(-2)
  const outer = axes.slice(0, -2)
  const width = across?.values.length ?? 1
  const height = down?.values.length ?? 1
  const named = (own: readonly Axis[], cell: BatchCell): string =>
    own.map(({ key, label }) => `${label} ${valueText(cell.values[key])}`).join(', ')
  const tables = Map.groupBy(cells, ({ index }) => Math.floor(index / (width * height)))
  return [...tables.values()].map((own) => {
    const rows = Map.groupBy(own, ({ index }) => Math.floor(index / width))
    return {
      title: own[0] === undefined ? '' : named(outer, own[0]),
      columns: across?.values.map(valueText) ?? [],
      rows: [...rows.values()].map((row) => ({
        title: row[0] === undefined ? '' : named([down].filter(isOne), row[0]),
        cells: row,
      })),
    }
  })
}

/** All that a run was made with, in words. */
export const cellText = (cell: BatchCell, axes: readonly Axis[]): string =>
  axes.map(({ key, label }) => `${label} ${valueText(cell.values[key])}`).join(', ')
