import type { Picture } from './picture.ts'

/** A picture whose structure is to show, such as the hint of a control net. */
export interface Control {
  readonly picture: Picture
  readonly strength: number
}

/** The pictures that a prompt brings with it. */
export interface References {
  /** Pictures to be edited or combined; the first gives the composition. */
  readonly references?: readonly Picture[]
  readonly controls?: readonly Control[]
  /** Pictures whose colours are to be taken over. */
  readonly styles?: readonly Picture[]
}

/** The inputs of a painter; the same idea is always the same picture. */
export interface Idea {
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
}

/** The inputs of a sampler: an idea, and the pictures that it starts from. */
export interface Subject extends Idea, References {
  /** The earlier picture, and the part of it that goes (1 = all). */
  readonly base?: Picture
  readonly denoise: number
  /** The part of the earlier picture that may change; all of it unless given. */
  readonly mask?: Picture
}

/** Turns an idea into a picture; `full` composes a landscape, `plain` fills a gradient as fast as possible. */
export type Painter = (idea: Idea) => Picture
