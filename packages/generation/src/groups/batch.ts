import { toFileForm } from '@darkroom/recipe'
import type { Inputs } from '@darkroom/workflow-builder'
import { z } from 'zod'
import { InvalidRequestError } from '../errors.ts'
import { givenFilesSchema } from '../job/given-file.ts'
import { picturesOf, recipeOf } from '../job/inputs.ts'
import { inputsSchema } from '../job/job-payload.ts'
import { type MadeBy, madeBySchema } from '../job/made-by.ts'
import { remembered } from '../job/remembered.ts'
import { seedsOf } from '../job/seeds.ts'
import { onlyWorkflow, requestInputs } from '../job/version-1.ts'
import { checkCount } from './check-count.ts'
import { describeJob } from './group-file.ts'
import type { KindOfGroup } from './group-kind.ts'
import { matrixSchema, type PlannedMember } from './group-members.ts'
import type { CompleteBatch } from './group-view.ts'
import { mostCells, placesOf } from './matrix.ts'
import { mergeInputs, seedPlacesSchema, withSeed } from './seed-places.ts'

const common = {
  batchCount: z.int(),
  seedMode: z.enum(['random', 'incremental', 'fixed']),
  baseSeed: z.int(),
  sharedRun: z.boolean(),
  matrix: matrixSchema.optional(),
  seeds: seedPlacesSchema.optional(),
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

/** What each job tells: its own seed, where it has one, and its own values. */
function madeOf(made: MadeBy | undefined, seed: number, values?: Inputs): MadeBy | undefined {
  if (made === undefined) return undefined
  const drawn = Object.fromEntries((made.seeds ?? []).map((key) => [key, seed]))
  return { workflow: made.workflow, inputs: { ...made.inputs, ...drawn, ...values } }
}

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
    cells,
    matrix,
    seeds,
  }) {
    if (matrix === undefined) checkCount('batchCount', batchCount, [2, 20])
    else checkCount('matrix', cells?.length ?? batchCount, [1, mostCells])
    if (sharedRun && (seedMode !== 'random' || matrix !== undefined || seeds !== undefined)) {
      throw new InvalidRequestError(
        seedMode === 'random'
          ? 'sharedRun draws several pictures of one prompt, and no matrix or graph'
          : `sharedRun draws all pictures from one seed, which seedMode ${seedMode} does not allow`,
        { field: 'sharedRun' },
      )
    }
    const [seed = 0] = seedsOf({ mode: seedMode, base: baseSeed, count: 1, most: seeds?.most })
    return {
      workflow,
      inputs: withSeed(inputs, seed, seeds),
      files,
      made,
      batchCount: cells?.length ?? batchCount,
      seedMode,
      baseSeed: seed,
      sharedRun,
      cells,
      matrix,
      seeds,
    }
  },

  members(id, group, before) {
    const { workflow, inputs, files, made, batchCount, seedMode, baseSeed, sharedRun } = group
    const count = sharedRun ? 1 : batchCount
    const seeds = seedsOf({ mode: seedMode, base: baseSeed, count, most: group.seeds?.most })
    return seeds.map((seed, index): PlannedMember => {
      const part = { kind: 'batch', id, number: index * picturesOf(inputs) + 1, seedMode } as const
      if (group.matrix === undefined) {
        const size = sharedRun ? { batch_size: batchCount } : {}
        const own = { ...withSeed(inputs, seed, group.seeds), ...size }
        return { workflow, inputs: own, files, made: madeOf(made, seed), part }
      }
      const cell = group.cells?.[index]
      const accepted = cell ? undefined : before?.[index]
      const base = cell ? mergeInputs(inputs, cell.inputs) : asSent(accepted)
      const values = cell?.values ?? valuesOf(accepted)
      return {
        workflow: accepted?.workflow ?? workflow,
        // A seed of the matrix is no other one.
        inputs: hasOwnSeed(values) ? base : withSeed(base, seed, group.seeds),
        files: cell?.files ?? accepted?.files ?? files,
        made: madeOf(made, seed, values),
        part: { ...part, values },
      }
    })
  },

  jobIdOf: () => undefined,

  numbered(members) {
    let number = 1
    return members.map((member) => {
      const numbered = { ...member, part: { ...member.part, number } }
      number += picturesOf(member.inputs)
      return numbered
    })
  },

  explain(error, index, { matrix }) {
    if (matrix === undefined || !(error instanceof InvalidRequestError)) return error
    const [word = ''] = error.field.split('.')
    const place = placesOf(matrix, index).get(word)
    if (place === undefined) return error
    const field = `matrix.${word}.${place}`
    return new InvalidRequestError(`${field}: ${error.message}`, { ...error, field })
  },

  settled({ cells: _, ...group }, checked) {
    const [first] = checked
    if (first === undefined) return group
    const { workflow } = first
    if (group.matrix !== undefined) return { ...group, workflow, inputs: sharedInputs(checked) }
    if (!group.sharedRun) return { ...group, workflow, inputs: first.inputs }
    const { batch_size: __, ...inputs } = first.inputs
    return { ...group, workflow, inputs }
  },

  again(group, { batchCount = group.batchCount, seedMode = group.seedMode, baseSeed = -1 }) {
    if (group.matrix !== undefined && batchCount !== group.batchCount) {
      throw new InvalidRequestError('batchCount: a batch of a matrix has as many jobs again', {
        field: 'batchCount',
      })
    }
    return { ...group, batchCount, seedMode, baseSeed }
  },

  read: remembered(batchSchema),
  toView: (progress, request) => ({ kind: 'batch', request, ...progress }),
  fileOf: (id) => `batches/${id}/batch.json`,

  describe({ request, ...group }, state, jobs) {
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
      matrix: request.matrix,
      total_images: group.total,
      completed_images: group.completed,
      failed_images: group.failed,
      images: jobs.map((job) => ({
        number: job.part?.number ?? 0,
        ...describeJob(job),
        values: job.part?.kind === 'batch' ? job.part.values : undefined,
      })),
    }
  },
}

const valuesOf = (member: PlannedMember | undefined): Inputs | undefined =>
  member?.part.kind === 'batch' ? member.part.values : undefined

const hasOwnSeed = (values: Inputs | undefined): boolean =>
  values !== undefined && Object.hasOwn(values, 'seed') && values.seed !== -1

/** The inputs of a member of then, with its texts as they were sent: their wildcards are drawn anew. */
const asSent = (member: PlannedMember | undefined): Inputs => {
  const { inputs = {}, template } = member ?? {}
  const texts = Object.entries({ ...template }).filter(([word]) => Object.hasOwn(inputs, word))
  return { ...inputs, ...Object.fromEntries(texts) }
}

/** The inputs that all members have alike, without the graph, which is with the members. */
function sharedInputs(members: readonly PlannedMember[]): Inputs {
  const { graph: _, set: __, ...first } = members[0]?.inputs ?? {}
  return Object.fromEntries(
    Object.entries(first).filter(([word, value]) =>
      members.every(({ inputs }) => isSame(inputs[word], value)),
    ),
  )
}

const isSame = (one: unknown, other: unknown): boolean =>
  one === other || (typeof one === 'object' && JSON.stringify(one) === JSON.stringify(other))
