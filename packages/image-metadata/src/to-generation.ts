import type { Findings } from './findings.ts'
import type { GenerationMetadata } from './image-metadata.ts'

/** Holes become what the public shape says for unknown. */
export function toGeneration(findings: Findings): GenerationMetadata {
  const { source = 'unknown', prompt = '', negativePrompt = '', model = '', seed = '' } = findings
  const { steps = null, cfg = null, guidance = null, denoise = null, loras = [] } = findings
  const { sampler = '', scheduler = '', createdAt = '', batchId = '', sequenceId = '' } = findings
  const { generatedWidth = null, generatedHeight = null, frameNumber = null } = findings
  const { favourite = false, tags = [], extra = {} } = findings
  const seedNumber = seed === '' ? null : Number(seed)
  return {
    source,
    prompt,
    negativePrompt,
    model,
    seed: Number.isSafeInteger(seedNumber) ? seedNumber : null,
    seedText: seed,
    steps,
    cfg,
    guidance,
    sampler,
    scheduler,
    denoise,
    loras,
    generatedWidth,
    generatedHeight,
    createdAt,
    favourite,
    tags,
    batchId,
    sequenceId,
    frameNumber,
    extra,
  }
}
