import type { GivenFile } from '@darkroom/generation'
import type { PictureReference } from '@darkroom/recipe'

/**
 * What a reference is taken for: `picture` has to be one, and of an animation its first is taken; a `video` may be an animation
 * too, `audio` the sound of a video; a `file` may be any of them. A mask is made of how light or how transparent a picture is, as
 * large as the picture that it is for, of which `of` is the index among those that are asked for. A picture that is `maskedBy`
 * another takes that with it: it is transparent where the other is light. One that is `enlargedBy` a factor has a limit, for it is
 * made as large as that.
 */
export type TakenAs =
  | 'picture'
  | 'video'
  | 'audio'
  | 'file'
  | { readonly mask: 'light' | 'transparency'; readonly of: number }
  | { readonly enlargedBy: number }
  | { readonly maskedBy: Pick<AskedPicture, 'path' | 'reference'> }

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
