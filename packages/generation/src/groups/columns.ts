import { isRecord } from '@darkroom/foundation'
import { z } from 'zod'

/**
 * What many members have under one name, each value once: the `same` for all; one for `each`; those `of` a list, by their
 * places `at` it (−1: none); or objects, by their own names.
 */
export type Column =
  | { readonly same: unknown }
  | { readonly each: readonly unknown[] }
  | { readonly of: readonly unknown[]; readonly at: readonly number[] }
  | { readonly keys: Columns }

export type Columns = Readonly<Record<string, Column>>

export const columnsSchema: z.ZodType<Columns> = z.lazy(() => z.record(z.string(), columnSchema))

const columnSchema: z.ZodType<Column> = z.union([
  z.object({ each: z.array(z.unknown()) }),
  z.object({ of: z.array(z.unknown()), at: z.array(z.number()) }),
  z.object({ keys: columnsSchema }),
  z.object({ same: z.unknown() }),
])

/** The columns of rows of JSON; what is undefined in a row is not in it. */
export function toColumns(rows: readonly object[]): Columns {
  const names = new Set(rows.flatMap((row) => Object.keys(row)))
  const members = rows.map((row) => new Map(Object.entries(row)))
  const columns: [string, Column][] = []
  for (const name of names) {
    const column = toColumn(members.map((row) => row.get(name)))
    if (column !== undefined) columns.push([name, column])
  }
  return Object.fromEntries(columns)
}

function toColumn(values: readonly unknown[]): Column | undefined {
  const known = new Map<unknown, number>()
  const of: unknown[] = []
  const at = values.map((value) => {
    if (value === undefined) return -1
    const form = formOf(value)
    const place = known.get(form) ?? of.push(value) - 1
    known.set(form, place)
    return place
  })
  if (of.length === 0) return undefined
  const isWhole = !at.includes(-1)
  if (isWhole && of.length === 1) return { same: of[0] }
  const objects = values.filter(isPlain)
  if (objects.length === values.length) return { keys: toColumns(objects) }
  return isWhole && of.length === values.length ? { each: of } : { of, at }
}

/** Equal for equal values alone. */
const formOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? `{}${JSON.stringify(value)}` : primitive(value)

/** A text that looks like the form of an object is told apart from it. */
const primitive = (value: unknown): unknown =>
  typeof value === 'string' && value.startsWith('{}') ? `{}${JSON.stringify(value)}` : value

const isPlain = (value: unknown): value is object =>
  isRecord(value) && Object.getPrototypeOf(value) === Object.prototype

/** One row of the columns. What rows share is the same value in each. */
export const rowOf = (columns: Columns, index: number): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(columns).flatMap(([name, column]): [string, unknown][] => {
      const value = valueAt(column, index)
      return value === undefined ? [] : [[name, value]]
    }),
  )

function valueAt(column: Column, index: number): unknown {
  if ('same' in column) return column.same
  if ('each' in column) return column.each[index]
  return 'keys' in column ? rowOf(column.keys, index) : column.of[column.at[index] ?? -1]
}
