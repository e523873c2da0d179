/** Longest side in pixels. */
export type ThumbnailSize = 150 | 300 | 600 | 1200
export type ThumbnailFormat = 'webp' | 'avif'
export type ConvertedFormat = 'png' | 'jpeg' | 'webp' | 'avif'

/** `interactive` runs before `background`: interactive jobs last asked first, background jobs in order. */
export type Priority = 'interactive' | 'background'

/** The state of a file: one that differs means another content. */
export interface SourceState {
  readonly size: number
  /** Same as `fs.Stats.mtimeMs`; the fraction of a millisecond is ignored. */
  readonly mtimeMs: number
}

export interface ThumbnailRequest {
  /** Absolute path of the image. */
  readonly path: string
  /** Default 300. Smaller images are never enlarged. */
  readonly size?: ThumbnailSize
  /** Default `webp`. */
  readonly format?: ThumbnailFormat
}

export interface WorkOptions {
  readonly signal?: AbortSignal
  /** Default `interactive`. */
  readonly priority?: Priority
}

export interface Thumbnail {
  /** Path of the stored file; undefined when no folder could be written and the thumbnail is in memory only. */
  readonly path: string | undefined
  readonly contentType: string
  /** Length of the thumbnail in bytes. */
  readonly bytes: number
  /** Modification time of the source and of the thumbnail; ms since the epoch. */
  readonly mtimeMs: number
  /** Version that changes with the image, for `?v=` in URLs. */
  readonly version: string
}

/** A finished image. */
export interface ImageBytes {
  readonly bytes: Buffer
  readonly contentType: string
  /** Strong ETag, with its quotes. */
  readonly etag: string
  readonly version: string
  /** Path of the stored file; undefined when no folder could be written. */
  readonly path: string | undefined
  /** True when made just now from a file that is cut off or broken inside. Not remembered for images found on disk. */
  readonly damaged: boolean
}

export interface WarmResult {
  readonly made: number
  /** Number that existed before. */
  readonly cached: number
  /** The first 100 failures; `failedCount` counts them all. */
  readonly failed: readonly { readonly path: string; readonly error: Error }[]
  readonly failedCount: number
}

export interface Frame {
  /** Absolute path; undefined while there is no picture yet. */
  readonly path: string | undefined
  /** Number shown in the sheet. Default: its place, from 1. */
  readonly number?: number
  /** A few words shown beside the number, in Latin capitals. */
  readonly label?: string
}

interface RenderOptions {
  /** Folder that keeps the result until its frames change or it is the oldest of more than 200. */
  readonly directory: string
  /** Prefix of the file's name: 1–100 letters, digits, `-` and `_`. Default `contact-sheet` or `slideshow`. */
  readonly name?: string
}

export interface ContactSheetOptions extends RenderOptions {
  /** Number of columns. Default: makes the sheet nearly square. */
  readonly columns?: number
  /** Width of a picture in pixels, 64–512. Default 256; less where the sheet would be larger than WebP can be. */
  readonly cell?: number
  /** Title above the grid, one line in Latin capitals. */
  readonly title?: string
}

export interface SlideshowOptions extends RenderOptions {
  /** Time of each frame, 20–60,000 ms. Default 1,500. */
  readonly frameMs?: number
  /** Width in pixels, 64–1,600. Default 768; less when there are so many frames that the limit of 64 megapixels is met. */
  readonly width?: number
}

export interface ConvertOptions {
  readonly format: ConvertedFormat
  /** Width in pixels, 1–16,383; never enlarged. Default: the image's own. */
  readonly width?: number
  /** 1–100, of the formats that lose some; PNG loses nothing. Default 90, AVIF 70. */
  readonly quality?: number
  /** Keep EXIF, XMP and ICC. PNG text chunks (prompt, workflow) are lost in any case. Default false. */
  readonly keepMetadata?: boolean
}

/** The form of a mask: what it is read of, and its size in pixels. */
export interface MaskShape {
  /** White where the picture is light, transparent counting as black; or white where it is transparent. */
  readonly reads: 'light' | 'transparency'
  readonly width: number
  readonly height: number
}

/** The pixels of a picture, four bytes each, row by row. */
export interface HiddenPixels {
  readonly rgba: Uint8Array
  readonly width: number
  readonly height: number
}

export interface ThumbnailerHealth {
  /** The children that decode: each runs only while it has work, and a while longer. */
  readonly decoder: {
    readonly pids: readonly number[]
    /** Times that one died with work in hand. */
    readonly crashes: number
  }
  readonly queue: {
    readonly running: number
    readonly interactive: number
    readonly background: number
  }
  readonly memory: { readonly entries: number; readonly bytes: number }
  /** Number of images known to be unusable in their present state. */
  readonly refused: number
  /** Folders that could not be written lately; their thumbnails are in the fallback directory or in memory. */
  readonly unwritable: readonly { readonly directory: string; readonly code: string }[]
}

export interface Thumbnailer extends AsyncDisposable {
  /** The thumbnail's file, made if missing, once for all callers. Rejects as `read` does. */
  thumbnail(request: ThumbnailRequest, options?: WorkOptions): Promise<Thumbnail>
  /**
   * The bytes, from memory where possible. With `source`, the file's known state, an image in memory is returned at
   * once: one look-up, no system call, no promise, and `options` are not touched (not even a `signal` behind a getter).
   * Every other outcome is a promise. Rejects with a `ThumbnailError`, or with the signal's reason.
   */
  read(
    request: ThumbnailRequest & { readonly source: SourceState },
    options?: WorkOptions,
  ): ImageBytes | Promise<ImageBytes>
  read(
    request: ThumbnailRequest & { readonly source?: undefined },
    options?: WorkOptions,
  ): Promise<ImageBytes>
  /** Makes 300-pixel thumbnails in the background. Rejects when the signal aborts; bad images do not stop it. */
  warm(
    paths: Iterable<string> | AsyncIterable<string>,
    options?: { readonly signal?: AbortSignal },
  ): Promise<WarmResult>
  /** Removes everything made of one image (call it when the image goes). Returns the paths of the files removed. */
  remove(path: string): Promise<readonly string[]>
  /** A grid of all frames with their numbers, in WebP; frames without a usable picture get an empty cell. */
  contactSheet(
    frames: readonly Frame[],
    options: ContactSheetOptions & WorkOptions,
  ): Promise<ImageBytes>
  /** An endless animated WebP of the frames that have a usable picture; `CorruptImageError` when none has. */
  slideshow(frames: readonly Frame[], options: SlideshowOptions & WorkOptions): Promise<ImageBytes>
  /** A copy in another format or size, of an animation the first frame. Rejects as `read` does. */
  convert(path: string, options: ConvertOptions & WorkOptions): Promise<ImageBytes>
  /** The same without anything being kept on the disk. A damaged picture is refused with `CorruptImageError`; else rejects as `read` does. */
  copy(
    path: string,
    options: Omit<ConvertOptions, 'keepMetadata'> & WorkOptions,
  ): Promise<Uint8Array>
  /**
   * The pixels of a PNG or WebP in whose alpha channel a text is hidden ("stealth pnginfo"); undefined for any other, and
   * above 8 megapixels. In the background by default. Rejects as `read` does.
   */
  hiddenPixels(path: string, options?: WorkOptions): Promise<HiddenPixels | undefined>
  /**
   * The first picture of a file as an upright PNG of the size that a person sees, without metadata. Nothing of it is kept on the
   * disk. A damaged picture is refused with `CorruptImageError`; else rejects as `read` does.
   */
  upright(path: string, options?: WorkOptions): Promise<Uint8Array>
  /** A mask as a grey PNG of 8 bits and of just this size, from an upright picture. Rejects as `upright` does. */
  mask(path: string, options: MaskShape & WorkOptions): Promise<Uint8Array>
  /**
   * An upright picture as a PNG that is transparent where a mask is white; what lies there stays. The mask is what `mask` made for
   * the size of the picture. Rejects as `upright` does.
   */
  masked(path: string, options: { readonly mask: Uint8Array } & WorkOptions): Promise<Uint8Array>
  health(): ThumbnailerHealth
}

export interface ThumbnailerOptions {
  /**
   * The folder of all images, absolute and without links in its own path. No path below it is followed through a link.
   * Default: the folder that an image's path names is taken as it is; the image itself and `.thumbnails` are not followed.
   */
  readonly root?: string
  /**
   * Whether other processes make thumbnails of the same images: then those that nobody waits for are divided among them, at the cost
   * of a file for each. Default false.
   */
  readonly shared?: boolean
  /** Images decoded at once, 1–64. Default: cores + 1, at most 8. */
  readonly concurrency?: number
  /** Most pixels of one image. Default 200 million. */
  readonly pixelLimit?: number
  /** Time limit of one image, ms; the decoder counts whole seconds. Default 20,000. */
  readonly timeoutMs?: number
  /** Silence after which a decoder is killed, ms. Default 30,000. */
  readonly silenceMs?: number
  /** Time before an idle decoder is stopped, ms. Default 30,000. */
  readonly idleMs?: number
  /** Most waiting requests of each priority. Default 512. */
  readonly queueLimit?: number
  /** Bytes of thumbnails kept in memory. Default 64 MiB. */
  readonly memoryBytes?: number
  /** Folder for thumbnails when the one beside the image cannot be written. Default: memory only. */
  readonly fallbackDirectory?: string
  /** Wall clock, for recognising a file that is still being written. Default `Date`. */
  readonly clock?: { now(): number }
  readonly logger?: { warn(details: object, message: string): void }
}
