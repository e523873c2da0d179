import type { LoraUse } from './metadata-module.ts'

/** One image of the gallery. Unknown text is `''`, an unknown number `null`. */
export interface GalleryEntry {
  /** `imageId(path)`: stable across restarts, safe in a URL. */
  readonly id: string
  /** Relative to the root, with `/`. */
  readonly path: string
  /** The last part of `path`. */
  readonly name: string
  /** Bytes. */
  readonly size: number
  readonly mtimeMs: number
  /** When it was made: what its metadata says if sane, else the older of the file's birth and modification. */
  readonly createdMs: number
  readonly format: string
  /** Pixels of the file. */
  readonly width: number | null
  readonly height: number | null
  readonly animated: boolean
  /** The file ends too early and has not grown for a while. */
  readonly damaged: boolean
  readonly source: string
  readonly prompt: string
  readonly negativePrompt: string
  readonly model: string
  /** `null` when unknown or above 2^53 − 1; then see `seedText`. */
  readonly seed: number | null
  /** Decimal digits, `''` when unknown. */
  readonly seedText: string
  readonly steps: number | null
  readonly cfg: number | null
  readonly guidance: number | null
  readonly sampler: string
  readonly scheduler: string
  readonly denoise: number | null
  readonly loras: readonly LoraUse[]
  readonly generatedWidth: number | null
  readonly generatedHeight: number | null
  readonly favourite: boolean
  readonly tags: readonly string[]
  readonly batchId: string
  readonly sequenceId: string
  readonly frameNumber: number | null
}
