import { basename, dirname, join } from 'node:path'
import { checkRange } from './check-range.ts'
import { ThumbnailerClosedError } from './errors.ts'
import { ImageCache } from './image-cache.ts'
import { planContactSheet, planSlideshow } from './plan-frames.ts'
import { planConversion, planThumbnail, type RenderPlan, thumbnailKey } from './render-plan.ts'
import { Renderer } from './renderer.ts'
import { type Settings, toSettings } from './settings.ts'
import { statSource } from './source-state.ts'
import {
  convertedDirectory,
  thumbnailDirectory,
  thumbnailFormats,
  thumbnailPath,
  thumbnailSizes,
} from './thumbnail-path.ts'
import type {
  ContactSheetOptions,
  ConvertOptions,
  Frame,
  HiddenPixels,
  ImageBytes,
  MaskShape,
  SlideshowOptions,
  SourceState,
  Thumbnail,
  Thumbnailer,
  ThumbnailerHealth,
  ThumbnailerOptions,
  ThumbnailRequest,
  WarmResult,
  WorkOptions,
} from './thumbnailer.ts'
import { warmUp } from './warm-up.ts'

/** The most pixels in a row or column that a PNG of libvips has. */
const longestMaskSide = 1_000_000

class DecodingThumbnailer implements Thumbnailer {
  readonly #settings: Settings
  readonly #cache: ImageCache
  readonly #renderer: Renderer
  #isClosed = false

  constructor(options: ThumbnailerOptions) {
    this.#settings = toSettings(options)
    this.#cache = new ImageCache(this.#settings)
    this.#renderer = new Renderer(this.#settings, this.#cache)
  }

  read(
    request: ThumbnailRequest & { readonly source: SourceState },
    options?: WorkOptions,
  ): ImageBytes | Promise<ImageBytes>
  read(
    request: ThumbnailRequest & { readonly source?: undefined },
    options?: WorkOptions,
  ): Promise<ImageBytes>
  read(
    request: ThumbnailRequest & { readonly source?: SourceState | undefined },
    options: WorkOptions = {},
  ): ImageBytes | Promise<ImageBytes> {
    const { source } = request
    const kept = source && this.#cache.recall(thumbnailKey(request), source)
    return kept ?? this.#read(() => planThumbnail(request), source, options)
  }

  async thumbnail(request: ThumbnailRequest, options: WorkOptions = {}): Promise<Thumbnail> {
    this.#check(options)
    const plan = await planThumbnail(request)
    const { path, bytes, version } = await this.#renderer.locate(plan, options)
    const { mtimeMs } = plan.source
    return { path, contentType: plan.contentType, bytes, mtimeMs, version }
  }

  async warm(
    paths: Iterable<string> | AsyncIterable<string>,
    { signal }: { readonly signal?: AbortSignal } = {},
  ): Promise<WarmResult> {
    return await warmUp(paths, {
      hands: this.#settings.concurrency + 1,
      signal,
      warm: async (path, { isLast }) => {
        const options = { signal, priority: 'background' } as const
        this.#check(options)
        const plan = await planThumbnail({ path })
        const located = await (isLast || !this.#settings.shared
          ? this.#renderer.locate(plan, options)
          : this.#renderer.locateAhead(plan, options))
        if (located === undefined) return 'elsewhere'
        return located.wasMade ? 'made' : 'cached'
      },
    })
  }

  async remove(path: string): Promise<readonly string[]> {
    const variants = thumbnailSizes.flatMap((size) =>
      thumbnailFormats.map((format) => ({ path, size, format })),
    )
    const converted = join(dirname(path), thumbnailDirectory, convertedDirectory(basename(path)))
    const files = [...variants.map((variant) => thumbnailPath(path, variant)), converted]
    const base = dirname(path)
    return await this.#renderer.remove(
      variants.map(thumbnailKey),
      files.map((file) => ({ path: file, base })),
    )
  }

  contactSheet(
    frames: readonly Frame[],
    options: ContactSheetOptions & WorkOptions,
  ): Promise<ImageBytes> {
    return this.#read(() => planContactSheet(frames, options), undefined, options)
  }

  slideshow(
    frames: readonly Frame[],
    options: SlideshowOptions & WorkOptions,
  ): Promise<ImageBytes> {
    return this.#read(() => planSlideshow(frames, options), undefined, options)
  }

  convert(path: string, options: ConvertOptions & WorkOptions): Promise<ImageBytes> {
    return this.#read(() => planConversion(path, options), undefined, options)
  }

  async copy(
    path: string,
    { format, width, quality, ...options }: Omit<ConvertOptions, 'keepMetadata'> & WorkOptions,
  ): Promise<Uint8Array> {
    if (width !== undefined) checkRange('width', width, { least: 1, most: 16_383 })
    if (quality !== undefined) checkRange('quality', quality, { least: 1, most: 100 })
    this.#check(options)
    await statSource(path)
    const shape = { kind: 'copy', format, width, quality } as const
    return await this.#renderer.makeInput(path, shape, options)
  }

  async hiddenPixels(path: string, options: WorkOptions = {}): Promise<HiddenPixels | undefined> {
    this.#check(options)
    await statSource(path)
    return await this.#renderer.findHidden(path, options)
  }

  async upright(path: string, options: WorkOptions = {}): Promise<Uint8Array> {
    this.#check(options)
    await statSource(path)
    return await this.#renderer.makeInput(path, { kind: 'upright' }, options)
  }

  async mask(path: string, options: MaskShape & WorkOptions): Promise<Uint8Array> {
    const { reads, width, height } = options
    checkRange('width', width, { least: 1, most: longestMaskSide })
    checkRange('height', height, { least: 1, most: longestMaskSide })
    checkRange('pixels', width * height, { least: 1, most: this.#settings.pixelLimit })
    this.#check(options)
    await statSource(path)
    return await this.#renderer.makeInput(path, { kind: 'mask', reads, width, height }, options)
  }

  async masked(
    path: string,
    { mask, ...options }: { readonly mask: Uint8Array } & WorkOptions,
  ): Promise<Uint8Array> {
    this.#check(options)
    await statSource(path)
    return await this.#renderer.makeInput(path, { kind: 'masked', mask }, options)
  }

  health(): ThumbnailerHealth {
    return this.#renderer.health()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosed = true
    this.#cache.clear()
    await this.#renderer[Symbol.asyncDispose]()
  }

  async #read(
    toPlan: () => Promise<RenderPlan>,
    known: SourceState | undefined,
    options: WorkOptions,
  ): Promise<ImageBytes> {
    this.#check(options)
    return await this.#renderer.read(await toPlan(), known, options)
  }

  #check({ signal }: WorkOptions): void {
    signal?.throwIfAborted()
    if (this.#isClosed) throw new ThumbnailerClosedError()
  }
}

/**
 * Starts nothing yet: the decoder comes with the first image. Throws a `RangeError` for an option out of its bounds.
 */
export function createThumbnailer(options: ThumbnailerOptions = {}): Thumbnailer {
  return new DecodingThumbnailer(options)
}
