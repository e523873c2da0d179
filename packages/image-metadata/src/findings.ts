import type { ImageLora, ImageSource } from './image-metadata.ts'
import type { Json } from './json.ts'

/** What one reader could say. An absent field is one it knows nothing of; others may fill it. */
export interface Findings {
  source?: ImageSource | undefined
  prompt?: string | undefined
  negativePrompt?: string | undefined
  model?: string | undefined
  /** Decimal digits. */
  seed?: string | undefined
  steps?: number | undefined
  cfg?: number | undefined
  guidance?: number | undefined
  sampler?: string | undefined
  scheduler?: string | undefined
  denoise?: number | undefined
  loras?: readonly ImageLora[] | undefined
  generatedWidth?: number | undefined
  generatedHeight?: number | undefined
  createdAt?: string | undefined
  favourite?: boolean | undefined
  tags?: readonly string[] | undefined
  batchId?: string | undefined
  sequenceId?: string | undefined
  frameNumber?: number | undefined
  extra?: Readonly<Record<string, Json>> | undefined
}

/** First said wins, field by field; a tool's name beats the anonymous `sidecar`. */
export function mergeFindings(all: readonly Findings[]): Findings {
  let merged = all[0] ?? {}
  for (let index = 1; index < all.length; index++) merged = fillHoles(merged, all[index] ?? {})
  return merged
}

// Spelt out because spreading makes objects of ever new shapes, and this runs for every file of a scan.
function fillHoles(known: Findings, other: Findings): Findings {
  const sized = known.generatedWidth && known.generatedHeight ? known : other
  return {
    source: pickSource(known.source, other.source),
    prompt: first(known.prompt, other.prompt),
    negativePrompt: first(known.negativePrompt, other.negativePrompt),
    model: first(known.model, other.model),
    seed: first(known.seed, other.seed),
    steps: first(known.steps, other.steps),
    cfg: first(known.cfg, other.cfg),
    guidance: first(known.guidance, other.guidance),
    sampler: first(known.sampler, other.sampler),
    scheduler: first(known.scheduler, other.scheduler),
    denoise: first(known.denoise, other.denoise),
    loras: known.loras?.length ? known.loras : first(other.loras, known.loras),
    // Width and height belong together: half from one source and half from another is no size.
    generatedWidth: sized.generatedWidth,
    generatedHeight: sized.generatedHeight,
    createdAt: first(known.createdAt, other.createdAt),
    favourite: first(known.favourite, other.favourite),
    tags: first(known.tags, other.tags),
    batchId: first(known.batchId, other.batchId),
    sequenceId: first(known.sequenceId, other.sequenceId),
    frameNumber: first(known.frameNumber, other.frameNumber),
    extra: mergeExtra(known.extra, other.extra),
  }
}

function first<T>(known: T | undefined, other: T | undefined): T | undefined {
  return known === undefined ? other : known
}

function mergeExtra(known: Findings['extra'], other: Findings['extra']): Findings['extra'] {
  if (known === undefined || other === undefined) return first(known, other)
  return { ...other, ...known }
}

function pickSource(known: ImageSource | undefined, other: ImageSource | undefined): ImageSource {
  if (known === undefined || known === 'unknown') return other ?? 'unknown'
  return known === 'sidecar' && other !== undefined && other !== 'unknown' ? other : known
}
