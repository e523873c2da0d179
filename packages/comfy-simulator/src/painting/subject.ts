import type { Picture } from './picture.ts'

/** The inputs of a sampler; the same subject is always the same picture. */
export interface Subject {
  readonly prompt: string
  readonly negative: string
  readonly seed: string
  readonly checkpoint: string
  readonly loras: readonly { readonly name: string; readonly strength: number }[]
  readonly cfg: number
  readonly width: number
  readonly height: number
  /** The index of the image in the batch. */
  readonly index: number
  /** The earlier picture, and the part of it that goes (1 = all). */
  readonly base?: Picture
  readonly denoise: number
}

/** Turns a subject into a picture; `full` composes a landscape, `plain` fills a gradient as fast as possible. */
export type Painter = (subject: Subject) => Picture
