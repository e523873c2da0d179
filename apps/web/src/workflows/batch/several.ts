import type { Values } from '../form/values.ts'

/** Several values of one field, as a person writes them. */
export type Several =
  /** A value on each line. */
  | { readonly kind: 'lines'; readonly text: string }
  | {
      readonly kind: 'range'
      readonly from: number | null
      readonly to: number | null
      readonly step: number | null
    }
  /** Some of a list, or pictures. */
  | { readonly kind: 'chosen'; readonly values: readonly unknown[] }
  | { readonly kind: 'seeds'; readonly seeds: readonly number[] }

/** By the keys of fields, in the order of the form: the last varies fastest. */
export type SeveralByKey = Readonly<Record<string, Several>>

/** As many runs as one batch may have. */
export const mostRuns = 10_000

export const linesOf = (text: string): readonly string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')

const digitsOf = (value: number): number => String(value).split('.')[1]?.length ?? 0

/** The numbers of a range, both ends included where the steps reach them; downwards when it ends below its begin. */
export function numbersOf(
  from: number | null,
  to: number | null,
  step: number | null,
): readonly number[] {
  if (from === null || to === null || step === null || step <= 0) return []
  const digits = Math.max(digitsOf(from), digitsOf(step))
  const sign = to < from ? -1 : 1
  // A hair more, for the ends of fractions: 0.1 + 2 × 0.1 is beyond 0.3.
  const count = Math.floor((Math.abs(to - from) / step) * (1 + Number.EPSILON * 8)) + 1
  return Array.from({ length: Math.min(count, mostRuns + 1) }, (_, index) =>
    Number((from + sign * index * step).toFixed(digits)),
  )
}

export function valuesOf(several: Several): readonly unknown[] {
  switch (several.kind) {
    case 'lines':
      return linesOf(several.text)
    case 'range':
      return numbersOf(several.from, several.to, several.step)
    case 'chosen':
      return several.values
    case 'seeds':
      return several.seeds
  }
}

export interface Axis {
  readonly key: string
  readonly label: string
  readonly values: readonly unknown[]
}

/** The lists of a batch in the order of the form. */
export const axesOf = (
  several: SeveralByKey,
  fields: readonly { readonly key: string; readonly label: string }[],
): readonly Axis[] =>
  fields.flatMap(({ key, label }) => {
    const own = several[key]
    return own === undefined ? [] : [{ key, label, values: valuesOf(own) }]
  })

export const countOf = (axes: readonly Pick<Axis, 'values'>[]): number =>
  axes.reduce((product, { values }) => product * values.length, 1)

/** How many runs that makes, as people multiply: “3 × 2 = 6”. */
export const countText = (axes: readonly Pick<Axis, 'values'>[]): string => {
  const lengths = axes.map(({ values }) => values.length.toLocaleString('en'))
  const count = countOf(axes).toLocaleString('en')
  return lengths.length > 1 ? `${lengths.join(' × ')} = ${count}` : count
}

/** Why it cannot be made, as one sentence. */
export function axesProblem(axes: readonly Axis[]): string | undefined {
  const empty = axes.find(({ values }) => values.length === 0)
  if (empty !== undefined) return `${empty.label} has no values yet.`
  const count = countOf(axes)
  if (count <= mostRuns) return undefined
  return `That is more than ${mostRuns.toLocaleString('en')} runs: take some of the values away.`
}

/** The body of the batch: what varies is in the matrix alone. */
export function toBatchBody({
  workflow,
  values,
  axes,
  sameSeed,
}: {
  readonly workflow: string
  readonly values: Values
  readonly axes: readonly Axis[]
  readonly sameSeed: boolean
}): {
  workflow: string
  inputs: Record<string, unknown>
  matrix: Record<string, unknown[]>
  seed_mode: 'fixed' | 'random'
} {
  const varied = new Set(axes.map(({ key }) => key))
  // A seed that is drawn is drawn by the batch: given as a value it would be drawn for each run.
  const inputs = Object.entries(values).filter(
    ([key, value]) => !varied.has(key) && !(key === 'seed' && value === -1),
  )
  return {
    workflow,
    inputs: Object.fromEntries(inputs),
    matrix: Object.fromEntries(axes.map(({ key, values: own }) => [key, [...own]])),
    seed_mode: sameSeed ? 'fixed' : 'random',
  }
}
