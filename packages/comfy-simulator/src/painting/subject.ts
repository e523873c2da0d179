import type { Picture } from './picture.ts'

/** Everything a sampler knows; the same subject is always the same picture. */
export interface Subject {
  readonly prompt: string
  readonly negative: string
  readonly seed: string
  readonly checkpoint: string
  readonly loras: readonly { readonly name: string; readonly strength: number }[]
  readonly cfg: number
  readonly width: number
  readonly height: number
  /** Which image of the batch. */
  readonly index: number
  /** What was there before, and how much of it goes (1 = all). */
  readonly base?: Picture
  readonly denoise: number
}

/** Turns a subject into a picture; `full` composes a landscape, `plain` fills a gradient as fast as it can. */
export type Painter = (subject: Subject) => Picture
