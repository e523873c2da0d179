import type { Json } from '@darkroom/foundation'
import type { FoundRecipe } from '@darkroom/recipe'
import { z } from 'zod'
import type { PlannedJob } from '../accept/acceptor.ts'
import { givenFilesSchema } from '../job/given-file.ts'
import { recipeOf } from '../job/inputs.ts'
import { inputsSchema, partSchema, promptTextsSchema, toJson } from '../job/job-payload.ts'
import type { JobPart } from '../job/job-view.ts'
import { madeBySchema } from '../job/made-by.ts'
import { remembered } from '../job/remembered.ts'
import { onlyWorkflow, promptTexts, requestInputs } from '../job/version-1.ts'
import { type Columns, columnsSchema, rowOf, toColumns } from './columns.ts'

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
  inputs: inputsSchema,
  part: partSchema,
  template: promptTextsSchema.optional(),
  files: givenFilesSchema.optional(),
  made: madeBySchema.optional(),
})

const memberSchema = rowSchema.transform(
  (member): Member => ({ ...member, recipe: recipeOf(member.inputs) }),
)

const version1 = z
  .object({ request: requestInputs, part: partSchema, template: promptTexts.optional() })
  .transform(
    ({ request, ...same }): Member => ({
      ...same,
      workflow: onlyWorkflow,
      inputs: request,
      recipe: recipeOf(request),
    }),
  )

const inColumns = z
  .object({ members: z.object({ count: z.int().min(1), columns: columnsSchema }) })
  .transform(({ members: { count, columns } }): Members => new ColumnMembers(count, columns))

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
  readonly #known: (Member | undefined)[] = []

  constructor(count: number, columns: Columns) {
    this.length = count
    this.#columns = columns
  }

  at(index: number): Member | undefined {
    if (index < 0 || index >= this.length) return undefined
    this.#known[index] ??= memberSchema.safeParse(rowOf(this.#columns, index)).data
    return this.#known[index]
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
export const groupToJson = (group: object, members: readonly PlannedMember[]): Json => {
  const rows = members.map((member) => rowSchema.parse(member))
  return toJson({ ...group, members: { count: rows.length, columns: toColumns(rows) } })
}
