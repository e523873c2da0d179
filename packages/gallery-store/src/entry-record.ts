import type { LoraUse } from './metadata-module.ts'

/** What a worker tells of one image, and what the journal keeps. */
export interface EntryRecord {
  readonly name: string
  readonly size: number
  readonly mtimeMs: number
  readonly createdMs: number
  /** Changes with the file or one of its sidecars. */
  readonly stamp: number
  readonly format: string
  readonly width: number | null
  readonly height: number | null
  readonly animated: boolean
  readonly damaged: boolean
  readonly source: string
  readonly prompt: string
  readonly negativePrompt: string
  readonly model: string
  readonly seed: number | null
  readonly seedText: string
  readonly sampler: string
  readonly loras: readonly LoraUse[]
  readonly favourite: boolean
  readonly tags: readonly string[]
  readonly batchId: string
  readonly sequenceId: string
  readonly details: EntryDetails
}

/** What is only shown, never searched. */
export interface EntryDetails {
  readonly steps: number | null
  readonly cfg: number | null
  readonly guidance: number | null
  readonly scheduler: string
  readonly denoise: number | null
  readonly generatedWidth: number | null
  readonly generatedHeight: number | null
  readonly frameNumber: number | null
}
