import { InvalidRequestError } from '../errors.ts'
import type { BatchRequest, GenerationRequest, SequenceRequest } from '../generation-request.ts'
import type { JobPart } from '../job-view.ts'
import { resolveSeed, seedsOf } from '../plan/seeds.ts'

/** One job of a batch or sequence, before it has an id. */
export interface PlannedJob {
  readonly request: GenerationRequest
  readonly part: JobPart
}

function checkCount(field: string, count: number, [low, high]: readonly [number, number]): void {
  if (Number.isInteger(count) && count >= low && count <= high) return
  throw new InvalidRequestError(`${field} must be from ${low} to ${high}, got ${count}`, { field })
}

/** Fills in what was left out and chooses the base seed. */
export function completeBatch(batch: BatchRequest): Required<BatchRequest> {
  checkCount('batchCount', batch.batchCount, [2, 20])
  const { seedMode = 'random' } = batch
  const [baseSeed = 0] = seedsOf({ mode: seedMode, base: batch.baseSeed ?? -1, count: 1 })
  return {
    request: { ...batch.request, seed: baseSeed },
    batchCount: batch.batchCount,
    seedMode,
    baseSeed,
  }
}

export const batchJobs = (
  id: string,
  { request, batchCount, seedMode, baseSeed }: Required<BatchRequest>,
): readonly PlannedJob[] =>
  seedsOf({ mode: seedMode, base: baseSeed, count: batchCount }).map((seed, index) => ({
    request: { ...request, seed },
    part: { kind: 'batch', id, number: index + 1, seedMode },
  }))

/** Fills in what was left out and chooses the base seed. */
export function completeSequence(sequence: SequenceRequest): Required<SequenceRequest> {
  const { prompts, seedMode = 'fixed', chain = false } = sequence
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
  }
}

export function sequenceJobs({
  sequenceId,
  prompts,
  parameters,
  seedMode,
}: Required<SequenceRequest>): readonly PlannedJob[] {
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
