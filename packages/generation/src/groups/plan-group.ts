import { InvalidRequestError } from '../errors.ts'
import type {
  BatchRequest,
  FrameChange,
  GenerationRequest,
  PromptTexts,
  SequenceRequest,
} from '../job/generation-request.ts'
import type { JobPart, JobView } from '../job/job-view.ts'
import { resolveSeed, seedsOf } from '../job/seeds.ts'

/** One job of a batch or sequence, before it has an id. */
export interface PlannedJob {
  readonly request: GenerationRequest
  readonly part: JobPart
  /** The prompts as they were sent, when wildcards were drawn for those in `request`. */
  readonly template?: PromptTexts
}

export type CompleteBatch = Required<BatchRequest>
export type CompleteSequence = Required<Omit<SequenceRequest, 'story'>> &
  Pick<SequenceRequest, 'story'>

function checkCount(field: string, count: number, [low, high]: readonly [number, number]): void {
  if (Number.isInteger(count) && count >= low && count <= high) return
  throw new InvalidRequestError(`${field} must be from ${low} to ${high}, got ${count}`, { field })
}

/** Fills in what was left out and chooses the base seed. */
export function completeBatch(batch: BatchRequest): CompleteBatch {
  checkCount('batchCount', batch.batchCount, [2, 20])
  const { seedMode = 'random', sharedRun = false } = batch
  if (sharedRun && seedMode !== 'random') {
    throw new InvalidRequestError(
      `sharedRun draws all pictures from one seed, which seedMode ${seedMode} does not allow`,
      { field: 'sharedRun' },
    )
  }
  const [baseSeed = 0] = seedsOf({ mode: seedMode, base: batch.baseSeed ?? -1, count: 1 })
  return {
    request: { ...batch.request, seed: baseSeed },
    batchCount: batch.batchCount,
    seedMode,
    baseSeed,
    sharedRun,
  }
}

export function batchJobs(
  id: string,
  { request, batchCount, seedMode, baseSeed, sharedRun }: CompleteBatch,
): readonly PlannedJob[] {
  const seeds = seedsOf({ mode: seedMode, base: baseSeed, count: sharedRun ? 1 : batchCount })
  return seeds.map((seed, index) => ({
    request: { ...request, seed, ...(sharedRun ? { batchSize: batchCount } : {}) },
    part: { kind: 'batch', id, number: index + 1, seedMode },
  }))
}

/** Fills in what was left out and chooses the base seed. */
export function completeSequence(sequence: SequenceRequest): CompleteSequence {
  const { prompts, seedMode = 'fixed', chain = false, story } = sequence
  checkCount('prompts', prompts.length, [1, 50])
  const numbers = new Set(prompts.map(({ frameNumber }) => frameNumber))
  if (numbers.size < prompts.length) {
    throw new InvalidRequestError('prompts: every frame needs a number of its own', {
      field: 'prompts',
    })
  }
  const [seed = 0] = seedsOf({ mode: seedMode, base: sequence.parameters.seed, count: 1 })
  return {
    sequenceId: sequence.sequenceId ?? crypto.randomUUID(),
    prompts: prompts.toSorted((a, b) => a.frameNumber - b.frameNumber),
    parameters: { ...sequence.parameters, seed },
    seedMode,
    chain,
    ...(story === undefined ? {} : { story }),
  }
}

export function sequenceJobs({
  sequenceId,
  prompts,
  parameters,
  seedMode,
}: CompleteSequence): readonly PlannedJob[] {
  const seeds = seedsOf({ mode: seedMode, base: parameters.seed, count: prompts.length })
  return prompts.map((frame, index) => ({
    request: {
      ...parameters,
      ...frame.parameters,
      seed: resolveSeed(frame.parameters?.seed ?? -1, () => seeds[index] ?? parameters.seed),
      prompt: frame.prompt,
    },
    part: {
      kind: 'sequence',
      id: sequenceId,
      number: frame.frameNumber,
      frameNumber: frame.frameNumber,
      description: frame.description,
      shotType: frame.shotType,
    },
  }))
}

/** The frame once more: as it was sent, with the changes, and with a new seed unless they name one. */
export function changedFrame(
  { request, part, template }: JobView,
  change: FrameChange,
): PlannedJob {
  if (part?.kind !== 'sequence') throw new TypeError('Only frames of a sequence are made anew')
  const { prompt, parameters, description, shotType } = change
  return {
    request: {
      ...request,
      ...template,
      ...parameters,
      seed: resolveSeed(parameters?.seed ?? -1),
      ...(prompt === undefined ? {} : { prompt }),
    },
    part: {
      ...part,
      ...(description === undefined ? {} : { description }),
      ...(shotType === undefined ? {} : { shotType }),
    },
  }
}
