import type { ImageLora, ImageSource } from './image-metadata.ts'
import type { Json } from './json.ts'

/** What one reader could say. An absent field is one it knows nothing of; others may fill it. */
export interface Findings {
  source?: ImageSource
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
  const first = all[0]
  if (first === undefined) return {}
  let merged = first
  for (let index = 1; index < all.length; index++) merged = fillHoles(merged, all[index] ?? {})
  return merged
}

function fillHoles(known: Findings, other: Findings): Findings {
  return {
    ...other,
    ...defined(known),
    source: pickSource(known.source, other.source),
    loras: known.loras?.length ? known.loras : (other.loras ?? known.loras),
    tags: known.tags ?? other.tags,
    ...size(known, other),
    extra: known.extra === undefined ? other.extra : { ...other.extra, ...known.extra },
  }
}

// Width and height belong together: half from one source and half from another is no size.
function size(known: Findings, other: Findings): Findings {
  const from = known.generatedWidth && known.generatedHeight ? known : other
  return { generatedWidth: from.generatedWidth, generatedHeight: from.generatedHeight }
}

function pickSource(known: ImageSource | undefined, other: ImageSource | undefined): ImageSource {
  if (known === undefined || known === 'unknown') return other ?? 'unknown'
  return known === 'sidecar' && other !== undefined && other !== 'unknown' ? other : known
}

function defined(findings: Findings): Findings {
  return Object.fromEntries(Object.entries(findings).filter(([, value]) => value !== undefined))
}
