import { toFileForm } from '@darkroom/recipe'
import { z } from 'zod'
import { InvalidRequestError } from '../errors.ts'
import { givenFilesSchema } from '../job/given-file.ts'
import { recipeOf } from '../job/inputs.ts'
import { inputsSchema } from '../job/job-payload.ts'
import type { JobView } from '../job/job-view.ts'
import { madeBySchema } from '../job/made-by.ts'
import { remembered } from '../job/remembered.ts'
import { resolveSeed, seedsOf } from '../job/seeds.ts'
import { onlyWorkflow, requestInputs } from '../job/version-1.ts'
import { checkCount } from './check-count.ts'
import { describeJob } from './group-file.ts'
import type { KindOfGroup } from './group-kind.ts'
import type { SequenceStory } from './group-request.ts'
import type { CompleteSequence } from './group-view.ts'
import { sharedWords } from './shared-words.ts'

const frame = {
  frameNumber: z.int(),
  prompt: z.string(),
  description: z.string(),
  shotType: z.string(),
}

const common = {
  seedMode: z.enum(['random', 'incremental', 'fixed']),
  chain: z.boolean(),
  story: z
    .object({
      description: z.string(),
      arc: z.string(),
      style: z.string(),
      keywords: z.array(z.string()),
      characters: z.array(z.string()),
      setting: z.string(),
      atmosphere: z.string(),
      prefix: z.string(),
      producer: z.string(),
    })
    .optional(),
}

const sequenceSchema: z.ZodType<CompleteSequence> = z.union([
  z.object({
    workflow: z.string(),
    inputs: inputsSchema,
    files: givenFilesSchema.optional(),
    made: madeBySchema.optional(),
    frames: z.array(z.object({ ...frame, inputs: inputsSchema.optional() })),
    ...common,
  }),
  z
    .object({
      parameters: requestInputs,
      prompts: z.array(z.object({ ...frame, parameters: requestInputs.optional() })),
      ...common,
    })
    .transform(({ parameters, prompts, ...same }) => ({
      ...same,
      workflow: onlyWorkflow,
      inputs: parameters,
      frames: prompts.map(({ parameters: inputs, ...own }) => ({ ...own, inputs })),
    })),
])

const baseSeedOf = ({ inputs: { seed } }: Pick<CompleteSequence, 'inputs'>): number =>
  typeof seed === 'number' ? seed : -1

/** The frames of a story. */
export const sequence: KindOfGroup<'sequence'> = {
  complete({ workflow, inputs, files, made, frames, seedMode = 'fixed', chain = false, story }) {
    checkCount('frames', frames.length, [1, 50])
    if (new Set(frames.map(({ frameNumber }) => frameNumber)).size < frames.length) {
      throw new InvalidRequestError('frames: every frame needs a number of its own', {
        field: 'frames',
      })
    }
    const [seed = 0] = seedsOf({ mode: seedMode, base: baseSeedOf({ inputs }), count: 1 })
    return {
      workflow,
      inputs: { ...inputs, seed },
      files,
      made,
      frames: frames.toSorted((a, b) => a.frameNumber - b.frameNumber),
      seedMode,
      chain,
      story,
    }
  },

  members(id, { workflow, inputs, files, made, frames, seedMode }) {
    const base = baseSeedOf({ inputs })
    const seeds = seedsOf({ mode: seedMode, base, count: frames.length })
    return frames.map(
      ({ inputs: own = {}, prompt, frameNumber, description, shotType }, index) => ({
        workflow,
        inputs: {
          ...inputs,
          ...own,
          seed: resolveSeed(baseSeedOf({ inputs: own }), () => seeds[index] ?? base),
          prompt,
        },
        files,
        made,
        part: { kind: 'sequence', id, number: frameNumber, frameNumber, description, shotType },
      }),
    )
  },

  numbered: (members) => members,
  explain: (error) => error,

  settled: (group, checked) => ({ ...group, inputs: { ...sharedWords(checked), ...group.inputs } }),

  again: (group, { seedMode = group.seedMode, baseSeed = -1 }) => ({
    ...group,
    seedMode,
    inputs: { ...group.inputs, seed: baseSeed },
    // A frame with a seed of its own gets another too.
    frames: group.frames.map((own) => ({ ...own, inputs: { ...own.inputs, seed: -1 } })),
  }),

  read: remembered(sequenceSchema),
  toView: (progress, request) => ({ kind: 'sequence', request, ...progress }),
  fileOf: (id) => `sequences/${id}/sequence.json`,

  describe({ request, ...group }, state, jobs) {
    const { seed, prompt: _, ...recipe } = toFileForm(recipeOf(request.inputs))
    return {
      schema: 'darkroom-sequence/1',
      sequence_id: group.id,
      ...state,
      ...(request.story && storyOf(request.story)),
      workflow: request.workflow,
      ...recipe,
      seed_mode: request.seedMode,
      base_seed: seed,
      total_frames: group.total,
      completed_frames: group.completed,
      failed_frames: group.failed,
      frames: jobs.map((job) => ({ ...frameOf(job), ...describeJob(job) })),
    }
  },
}

const storyOf = ({ description, ...elements }: SequenceStory): object => ({
  story: description,
  ...elements,
})

const frameOf = ({ part }: JobView): object =>
  part?.kind === 'sequence'
    ? {
        frame_number: part.frameNumber,
        description: part.description,
        shot_type: part.shotType,
      }
    : {}
