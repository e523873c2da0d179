import { toFileForm } from '@darkroom/recipe'
import type { Inputs } from '@darkroom/workflow-builder'
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
import type { PlannedMember } from './group-members.ts'
import type { FrameRequest, SequenceStory } from './group-request.ts'
import type { CompleteSequence } from './group-view.ts'
import { mergeInputs, seedPlacesSchema, withSeed } from './seed-places.ts'
import { sharedWords } from './shared-words.ts'
import { takesPicture } from './with-jobs.ts'

const frame = {
  frameNumber: z.int(),
  prompt: z.string(),
  description: z.string(),
  shotType: z.string(),
}

const common = {
  seedMode: z.enum(['random', 'incremental', 'fixed']),
  seeds: seedPlacesSchema.optional(),
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

const seedIn = ({ seed }: Inputs): number => (typeof seed === 'number' ? seed : -1)

/** The frames of a story. */
export const sequence: KindOfGroup<'sequence'> = {
  complete({ workflow, inputs, files, made, frames, seedMode = 'fixed', seeds, chain, story }) {
    checkCount('frames', frames.length, [1, 50])
    if (new Set(frames.map(({ frameNumber }) => frameNumber)).size < frames.length) {
      throw new InvalidRequestError('frames: every frame needs a number of its own', {
        field: 'frames',
      })
    }
    const base = seedIn(inputs)
    const [seed = 0] = seedsOf({ mode: seedMode, base, count: 1, most: seeds?.most })
    return {
      workflow,
      inputs: { ...inputs, seed },
      files,
      made,
      frames: frames.toSorted((a, b) => a.frameNumber - b.frameNumber),
      seedMode,
      seeds,
      chain: chain ?? frames.some(takesPicture),
      story,
    }
  },

  members(id, group, before) {
    const { workflow, inputs, files, made, frames, seedMode } = group
    const base = seedIn(inputs)
    const count = frames.length
    const seeds = seedsOf({ mode: seedMode, base, count, most: group.seeds?.most })
    return frames.map((frame, index): PlannedMember => {
      const { frameNumber, description, shotType } = frame
      const seed = resolveSeed(seedIn(frame.inputs ?? {}), () => seeds[index] ?? base)
      const accepted = before?.find(({ part }) => part.number === frameNumber)
      const own = accepted ? asSent(accepted, seed) : inputsOf(frame, group)
      return {
        workflow: accepted?.workflow ?? frame.workflow ?? workflow,
        inputs: accepted && !group.seeds ? own : withSeed(own, seed, group.seeds),
        files: accepted?.files ?? frame.files ?? files,
        made: accepted?.made ?? frame.made ?? made,
        part: { kind: 'sequence', id, number: frameNumber, frameNumber, description, shotType },
      }
    })
  },

  jobIdOf: ({ frames }, index) => frames[index]?.requestId,
  numbered: (members) => members,
  explain: (error) => error,

  settled({ frames, ...group }, checked) {
    // The graph is with the members.
    const { graph: _, set: __, ...inputs } = group.inputs
    return {
      ...group,
      inputs: { ...sharedWords(checked), ...inputs },
      frames: frames.map(({ requestId: _, workflow: __, files: ___, made: ____, ...own }) => own),
    }
  },

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

/** The inputs of a frame that was not accepted before. */
function inputsOf(
  { inputs: own, prompt }: FrameRequest,
  { inputs, seeds }: CompleteSequence,
): Inputs {
  const { seed: _, ...all } = mergeInputs(inputs, own ?? {})
  return seeds === undefined ? { ...all, prompt } : all
}

/** The inputs of a frame as it was accepted, with its texts as they were sent, and another seed. */
function asSent({ inputs, template }: PlannedMember, seed: number): Inputs {
  const changes = Object.entries({ ...template, seed })
  // A workflow has no input for the others.
  const own = changes.filter(([word]) => Object.hasOwn(inputs, word))
  return { ...inputs, ...Object.fromEntries(own) }
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
