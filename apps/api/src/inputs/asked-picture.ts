import type { GivenFile } from '@darkroom/generation'
import type { PictureReference } from '@darkroom/recipe'

/**
 * What a reference is taken for: `picture` has to be one, and of an animation its first is taken; a `file` may be a video, a
 * sound or a whole animation as well; a mask is made of how light or how transparent a picture is, as large as the picture
 * that it is for, of which `of` is the index among those that are asked for.
 */
export type TakenAs =
  | 'picture'
  | 'file'
  | { readonly mask: 'light' | 'transparency'; readonly of: number }

/** A picture that a request refers to. */
export interface AskedPicture {
  /** The field that has the reference, such as `control.0.image`, for messages. */
  readonly path: string
  readonly reference: PictureReference
  readonly as: TakenAs
}

/** The files of a request, until they are disposed of: from when its job is written down, that keeps them. */
export interface TakenPictures extends Disposable {
  /** The name on the server of each that was asked for, in their order. */
  readonly names: readonly string[]
  /** What the names are, each once. */
  readonly files: readonly GivenFile[]
}

export interface GivenPictures {
  /**
   * Gets every picture, looks at it, and makes it ready for a server.
   * @throws ProblemError that names the field
   */
  take(asked: readonly AskedPicture[], signal: AbortSignal): Promise<TakenPictures>
}
