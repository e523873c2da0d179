import { toFileForm } from '@darkroom/recipe'
import { z } from 'zod'
import { InvalidRequestError } from '../errors.ts'
import { givenFilesSchema } from '../job/given-file.ts'
import { picturesOf, recipeOf } from '../job/inputs.ts'
import { inputsSchema } from '../job/job-payload.ts'
import { madeBySchema } from '../job/made-by.ts'
import { remembered } from '../job/remembered.ts'
import { seedsOf } from '../job/seeds.ts'
import { onlyWorkflow, requestInputs } from '../job/version-1.ts'
import { checkCount } from './check-count.ts'
import { describeJob } from './group-file.ts'
import type { KindOfGroup } from './group-kind.ts'
import type { CompleteBatch } from './group-view.ts'

const common = {
  batchCount: z.int(),
  seedMode: z.enum(['random', 'incremental', 'fixed']),
  baseSeed: z.int(),
  sharedRun: z.boolean(),
}

const batchSchema: z.ZodType<CompleteBatch> = z.union([
  z.object({
    workflow: z.string(),
    inputs: inputsSchema,
    files: givenFilesSchema.optional(),
    made: madeBySchema.optional(),
    ...common,
  }),
  z
    .object({ request: requestInputs, ...common })
    .transform(({ request, ...same }) => ({ ...same, workflow: onlyWorkflow, inputs: request })),
])

/** Several pictures of one request. */
export const batch: KindOfGroup<'batch'> = {
  complete({
    workflow,
    inputs,
    files,
    made,
    batchCount,
    seedMode = 'random',
    baseSeed = -1,
    sharedRun = false,
  }) {
    checkCount('batchCount', batchCount, [2, 20])
    if (sharedRun && seedMode !== 'random') {
      throw new InvalidRequestError(
        `sharedRun draws all pictures from one seed, which seedMode ${seedMode} does not allow`,
        { field: 'sharedRun' },
      )
    }
    const [seed = 0] = seedsOf({ mode: seedMode, base: baseSeed, count: 1 })
    return {
      workflow,
      inputs: { ...inputs, seed },
      files,
      made,
      batchCount,
      seedMode,
      baseSeed: seed,
      sharedRun,
    }
  },

  members(id, { workflow, inputs, files, made, batchCount, seedMode, baseSeed, sharedRun }) {
    const seeds = seedsOf({ mode: seedMode, base: baseSeed, count: sharedRun ? 1 : batchCount })
    return seeds.map((seed, index) => ({
      workflow,
      inputs: { ...inputs, seed, ...(sharedRun ? { batch_size: batchCount } : {}) },
      files,
      made,
      part: { kind: 'batch', id, number: index * picturesOf(inputs) + 1, seedMode },
    }))
  },

  settled(group, [first]) {
    if (first === undefined) return group
    const { workflow } = first
    if (!group.sharedRun) return { ...group, workflow, inputs: first.inputs }
    const { batch_size: _, ...inputs } = first.inputs
    return { ...group, workflow, inputs }
  },

  again: (group, { batchCount = group.batchCount, seedMode = group.seedMode, baseSeed = -1 }) => ({
    ...group,
    batchCount,
    seedMode,
    baseSeed,
  }),

  read: remembered(batchSchema),
  toView: (progress, request) => ({ kind: 'batch', request, ...progress }),
  fileOf: (id) => `batches/${id}/batch.json`,

  describe({ request, ...group }, state) {
    const { seed: _, ...recipe } = toFileForm(recipeOf(request.inputs))
    return {
      schema: 'darkroom-batch/1',
      batch_id: group.id,
      ...state,
      workflow: request.workflow,
      ...recipe,
      seed_mode: request.seedMode,
      base_seed: request.baseSeed,
      shared_run: request.sharedRun,
      total_images: group.total,
      completed_images: group.completed,
      failed_images: group.failed,
      images: group.jobs.map((job) => ({ number: job.part?.number ?? 0, ...describeJob(job) })),
    }
  },
}
