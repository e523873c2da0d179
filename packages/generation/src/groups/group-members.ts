import { isRecord, type Json } from '@darkroom/foundation'
import type { FoundRecipe } from '@darkroom/recipe'
import type { Inputs } from '@darkroom/workflow-builder'
import { z } from 'zod'
import type { PlannedJob } from '../accept/acceptor.ts'
import { givenFilesSchema } from '../job/given-file.ts'
import { recipeOf } from '../job/inputs.ts'
import { partSchema, promptTextsSchema, toJson } from '../job/job-payload.ts'
import type { JobPart } from '../job/job-view.ts'
import { madeBySchema } from '../job/made-by.ts'
import { remembered } from '../job/remembered.ts'
import { onlyWorkflow, promptTexts, requestInputs } from '../job/version-1.ts'
import { type Columns, columnsSchema, rowOf, toColumns } from './columns.ts'
import { cellOf, type Matrix } from './matrix.ts'
import { withoutValues, withValues } from './matrix-values.ts'

/** One job of a group, before it has an id. */
export interface PlannedMember extends PlannedJob {
  readonly part: JobPart
}

export interface Member extends PlannedMember {
  readonly recipe: FoundRecipe
}

/** The members of a group, in order. Each is made when it is first asked for, and kept; what members share is one value. */
export type Members = Pick<readonly Member[], 'length' | 'at' | typeof Symbol.iterator>

const rowSchema = z.object({
  workflow: z.string(),
  inputs: z.custom<Inputs>(isRecord),
  part: partSchema,
  template: promptTextsSchema.optional(),
  files: givenFilesSchema.optional(),
  made: madeBySchema.optional(),
})

const toMember = (planned: PlannedMember): Member => {
  let recipe: FoundRecipe | undefined
  return {
    ...planned,
    get recipe() {
      recipe ??= recipeOf(planned.inputs)
      return recipe
    },
  }
}

const memberSchema = rowSchema.transform(toMember)

const version1 = z
  .object({ request: requestInputs, part: partSchema, template: promptTexts.optional() })
  .transform(
    ({ request, ...same }): Member =>
      toMember({ ...same, workflow: onlyWorkflow, inputs: request }),
  )

export const matrixSchema: z.ZodType<Matrix> = z.record(z.string(), z.array(z.unknown()))

const inColumns = z
  .object({
    matrix: matrixSchema.optional(),
    members: z.object({
      count: z.int().min(1),
      columns: columnsSchema,
      ofMatrix: z.boolean().optional(),
    }),
  })
  .transform(
    ({ matrix, members: { count, columns, ofMatrix } }): Members =>
      new ColumnMembers(count, columns, ofMatrix ? matrix : undefined),
  )

/** Groups of the first versions have a list in place of columns. */
const inList = z
  .object({ jobs: z.array(z.union([memberSchema, version1])) })
  .transform(({ jobs }): Members => jobs)

const readGroup = remembered<Members>(z.union([inColumns, inList]))

/** The members of a group: kept as long as the group, although the queue forgets its jobs' payloads. */
export const readMembers = (payload: Json): Members => readGroup(payload) ?? []

class ColumnMembers implements Members {
  readonly length: number
  readonly #columns: Columns
  /** Where their values are. */
  readonly #matrix: Matrix | undefined
  readonly #known: (Member | undefined)[] = []

  constructor(count: number, columns: Columns, matrix: Matrix | undefined) {
    this.length = count
    this.#columns = columns
    this.#matrix = matrix
  }

  at(index: number): Member | undefined {
    if (index < 0 || index >= this.length) return undefined
    this.#known[index] ??= this.#read(index)
    return this.#known[index]
  }

  #read(index: number): Member | undefined {
    const row = rowSchema.safeParse(rowOf(this.#columns, index)).data
    if (row === undefined || this.#matrix === undefined) return row && toMember(row)
    return toMember(withValues(row, cellOf(this.#matrix, index)))
  }

  *[Symbol.iterator](): ArrayIterator<Member> {
    for (let index = 0; index < this.length; index++) {
      const member = this.at(index)
      if (member !== undefined) yield member
    }
    return undefined
  }
}

const retrySchema = z.object({ of: z.string() })

/** Id of the group that a retry belongs to. */
export const readRetry = (payload: Json): string | undefined =>
  retrySchema.safeParse(payload).data?.of

/**
 * The payload of a group: what it is, and its members, of which each value is there once. Its jobs have none of it: ten
 * thousand runs of a large graph are one graph and what differs.
 */
export const groupToJson = (
  group: object,
  members: readonly PlannedMember[],
  matrix?: Matrix,
): Json => {
  const bare = matrix && withoutValues(members, matrix)
  const rows = (bare ?? members).map(rowOfMember)
  const stored = { count: rows.length, columns: toColumns(rows), ofMatrix: bare && true }
  return toJson({ ...group, members: stored })
}

const rowOfMember = ({ workflow, inputs, part, template, files, made }: PlannedMember) =>
  ({ workflow, inputs, part: { ...part }, template, files, made }) satisfies Record<
    keyof PlannedMember,
    unknown
  >
