import type { FoundRecipe } from '@darkroom/recipe'
import type { SubmitOptions, Submitted } from './jobs.ts'

export interface GalleryPicture {
  readonly id: string
  /** Path under `/api`. */
  readonly url: string
  readonly thumbnailUrl: string
  readonly path: string
  readonly mediaType: string
  /** Bytes. */
  readonly size: number
  readonly width: number | undefined
  readonly height: number | undefined
  readonly recipe: FoundRecipe
  /** Milliseconds since the epoch. */
  readonly timestamp: number
  readonly isFavourite: boolean
  readonly tags: readonly string[]
}

export interface GalleryQuery {
  /** Every word must occur in the prompt. */
  readonly keyword?: string | undefined
  readonly model?: string | undefined
  readonly lora?: string | undefined
  readonly favourite?: boolean | undefined
  /** 1…1,000. */
  readonly limit: number
  readonly cursor?: string | undefined
}

export interface GalleryPage {
  readonly pictures: readonly GalleryPicture[]
  readonly cursor?: string | undefined
  readonly total: number
}

export interface Gallery {
  /** Newest first. @throws DoorError 400 for a cursor that is none */
  search(query: GalleryQuery): GalleryPage
  find(id: string): GalleryPicture | undefined
  /** By its path below the gallery's root, with `/`. */
  findAt(path: string): GalleryPicture | undefined
  /** All that is known of it, the embedded workflow included. @throws DoorError 404 */
  metadata(id: string): Promise<Readonly<Record<string, unknown>>>
  /** Makes it again from what it carries, with the body of `POST …/regenerate` as changes. @throws DoorError */
  regenerate(
    id: string,
    changes: Readonly<Record<string, unknown>>,
    options: Pick<SubmitOptions, 'caller' | 'idempotency' | 'note'>,
  ): Promise<Submitted>
}
