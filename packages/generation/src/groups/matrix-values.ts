import type { Inputs } from '@darkroom/workflow-builder'
import type { PlannedMember } from './group-members.ts'
import { cellsOf, countCells, type Matrix } from './matrix.ts'

/**
 * The members of a matrix without the values that follow from their places in it, which can be ten thousand long texts;
 * undefined when one has others.
 */
export function withoutValues(
  members: readonly PlannedMember[],
  matrix: Matrix,
): readonly PlannedMember[] | undefined {
  if (countCells(matrix) !== members.length) return undefined
  const cells = cellsOf(matrix)
  const bare: PlannedMember[] = []
  for (const { part, made, ...member } of members) {
    const values = cells.next().value ?? {}
    if (part.kind !== 'batch' || !isSame(part.values, values)) return undefined
    const { values: _, ...own } = part
    const inputs = made && without(made.inputs, values)
    bare.push({ ...member, part: own, made: made && { ...made, inputs: inputs ?? {} } })
  }
  return bare
}

/** The member as it was. */
export function withValues(
  { part, made, ...member }: PlannedMember,
  values: Inputs,
): PlannedMember {
  return {
    ...member,
    part: part.kind === 'batch' ? { ...part, values } : part,
    ...(made && { made: { ...made, inputs: { ...made.inputs, ...values } } }),
  }
}

const without = (inputs: Inputs, values: Inputs): Inputs =>
  Object.fromEntries(
    Object.entries(inputs).filter(
      ([word, value]) => !(Object.hasOwn(values, word) && isEqual(value, values[word])),
    ),
  )

const isSame = (one: Inputs | undefined, other: Inputs): boolean =>
  one !== undefined &&
  Object.keys(one).length === Object.keys(other).length &&
  Object.entries(other).every(
    ([word, value]) => Object.hasOwn(one, word) && isEqual(one[word], value),
  )

const isEqual = (one: unknown, other: unknown): boolean =>
  one === other || (typeof one === 'object' && JSON.stringify(one) === JSON.stringify(other))
