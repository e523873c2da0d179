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

/** One job of a group, before it has an id. */
export interface PlannedMember extends PlannedJob {
  readonly part: JobPart
}

export interface Member extends PlannedMember {
  readonly recipe: FoundRecipe
}

const memberSchema = z.object({
  workflow: z.string(),
  inputs: inputsSchema,
  part: partSchema,
  template: promptTextsSchema.optional(),
  files: givenFilesSchema.optional(),
  made: madeBySchema.optional(),
})

const version1 = z
  .object({ request: requestInputs, part: partSchema, template: promptTexts.optional() })
  .transform(({ request, ...same }) => ({ ...same, workflow: onlyWorkflow, inputs: request }))

const groupSchema = z.object({
  jobs: z.array(
    z
      .union([memberSchema, version1])
      .transform((member): Member => ({ ...member, recipe: recipeOf(member.inputs) })),
  ),
})

const readGroup = remembered(groupSchema)

/** The members of a group, in order: kept as long as the group, although the queue forgets its jobs' payloads. */
export const readMembers = (payload: Json): readonly Member[] => readGroup(payload)?.jobs ?? []

const retrySchema = z.object({ of: z.string() })

/** Id of the group that a retry belongs to. */
export const readRetry = (payload: Json): string | undefined =>
  retrySchema.safeParse(payload).data?.of

export const groupToJson = (group: object, jobs: readonly PlannedMember[]): Json =>
  toJson({ ...group, jobs })
