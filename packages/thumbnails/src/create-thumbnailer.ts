import { rm } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { checkRange } from './check-range.ts'
import { Decoder } from './decoder.ts'
import { ThumbnailerClosedError } from './errors.ts'
import { ImageMaker } from './image-maker.ts'
import { ImageShelf } from './image-shelf.ts'
import { RefusedImages } from './refused-images.ts'
import { statSource } from './stat-source.ts'
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
  ImageBytes,
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
import { wantContactSheet, wantSlideshow } from './want-rendering.ts'
import { thumbnailKey, wantConversion, wantThumbnail } from './wanted.ts'
import { warmUp } from './warm-up.ts'
import { WritablePlaces } from './writable-places.ts'

const worker = new URL(
  import.meta.url.endsWith('.ts') ? './decoder-worker.ts' : './decoder-worker.js',
  import.meta.url,
)

type Settings = Required<Omit<ThumbnailerOptions, 'fallbackDirectory' | 'logger'>> &
  Pick<ThumbnailerOptions, 'fallbackDirectory' | 'logger'>

function toSettings(options: ThumbnailerOptions): Settings {
  const settings = {
    concurrency: Math.min(availableParallelism() + 1, 8),
    pixelLimit: 200_000_000,
    timeoutMs: 20_000,
    silenceMs: 30_000,
    idleMs: 30_000,
    queueLimit: 512,
    memoryBytes: 64 * 2 ** 20,
    clock: Date,
    ...options,
  }
  checkRange('concurrency', settings.concurrency, { least: 1, most: 64 })
  checkRange('pixelLimit', settings.pixelLimit, { least: 1 })
  checkRange('timeoutMs', settings.timeoutMs, { least: 1, most: 3_600_000 })
  checkRange('silenceMs', settings.silenceMs, { least: 1, most: 2 ** 31 - 1 })
  checkRange('idleMs', settings.idleMs, { least: 0, most: 2 ** 31 - 1 })
  checkRange('queueLimit', settings.queueLimit, { least: 1 })
  checkRange('memoryBytes', settings.memoryBytes, { least: 1 })
  return settings
}

class DecodingThumbnailer implements Thumbnailer {
  readonly #settings: Settings
  readonly #decoder: Decoder
  readonly #shelf: ImageShelf
  readonly #places: WritablePlaces
  readonly #refused: RefusedImages
  readonly #maker: ImageMaker
  #isClosed = false

  constructor(options: ThumbnailerOptions) {
    const settings = toSettings(options)
    const { clock, fallbackDirectory, logger } = settings
    const now = () => clock.now()
    this.#settings = settings
    this.#decoder = new Decoder({
      ...settings,
      worker,
      onCrash: (reason, pid) => logger?.warn({ pid, reason }, 'The image decoder died'),
    })
    this.#shelf = new ImageShelf(settings)
    this.#places = new WritablePlaces({ fallback: fallbackDirectory, now })
    this.#refused = new RefusedImages({ now })
    this.#maker = new ImageMaker({
      shelf: this.#shelf,
      decoder: this.#decoder,
      places: this.#places,
      refused: this.#refused,
      now,
      onUnwritable: (directory, code) =>
        logger?.warn({ directory, code }, 'Thumbnails cannot be written here and go elsewhere'),
    })
  }

  async thumbnail(request: ThumbnailRequest, options: WorkOptions = {}): Promise<Thumbnail> {
    return (await this.#provide(request, options)).thumbnail
  }

  async read(request: ThumbnailRequest, options: WorkOptions = {}): Promise<ImageBytes> {
    this.#check(options)
    const { source } = request
    if (source !== undefined) {
      const kept = this.#shelf.recall(thumbnailKey(request), source)
      if (kept !== undefined) return kept
    }
    const state = await statSource(request.path)
    return await this.#maker.get(wantThumbnail(request, state), options)
  }

  peek(request: ThumbnailRequest & { readonly source: SourceState }): ImageBytes | undefined {
    return this.#shelf.recall(thumbnailKey(request), request.source)
  }

  async warm(
    paths: Iterable<string> | AsyncIterable<string>,
    { signal }: { readonly signal?: AbortSignal } = {},
  ): Promise<WarmResult> {
    return await warmUp(paths, {
      hands: this.#settings.concurrency + 1,
      signal,
      warm: async (path) => {
        const { wasMade } = await this.#provide({ path }, { signal, priority: 'background' })
        return wasMade ? 'made' : 'cached'
      },
    })
  }

  async remove(path: string): Promise<readonly string[]> {
    const variants = thumbnailSizes.flatMap((size) =>
      thumbnailFormats.map((format) => ({ path, size, format })),
    )
    for (const variant of variants) {
      this.#shelf.forget(thumbnailKey(variant))
      this.#refused.delete(thumbnailKey(variant))
    }
    const converted = join(dirname(path), thumbnailDirectory, convertedDirectory(basename(path)))
    const files = [...variants.map((variant) => thumbnailPath(path, variant)), converted]
    const removed = await Promise.all(
      files.flatMap((file) => [...this.#places.candidates(file)]).map(removeIfThere),
    )
    return removed.flat()
  }

  async contactSheet(
    frames: readonly Frame[],
    options: ContactSheetOptions & WorkOptions,
  ): Promise<ImageBytes> {
    this.#check(options)
    return await this.#maker.get(await wantContactSheet(frames, options), options)
  }

  async slideshow(
    frames: readonly Frame[],
    options: SlideshowOptions & WorkOptions,
  ): Promise<ImageBytes> {
    this.#check(options)
    return await this.#maker.get(await wantSlideshow(frames, options), options)
  }

  async convert(path: string, options: ConvertOptions & WorkOptions): Promise<ImageBytes> {
    this.#check(options)
    if (options.width !== undefined) {
      checkRange('width', options.width, { least: 1, most: 16_383 })
    }
    const state = await statSource(path)
    return await this.#maker.get(wantConversion(path, options, state), options)
  }

  health(): ThumbnailerHealth {
    const { pid, crashes, ...queue } = this.#decoder.state()
    return {
      decoder: { pid, crashes },
      queue,
      memory: this.#shelf.memory,
      refused: this.#refused.size,
      unwritable: this.#places.unwritable(),
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosed = true
    await this.#decoder[Symbol.asyncDispose]()
  }

  async #provide(
    request: ThumbnailRequest,
    options: WorkOptions,
  ): Promise<{ thumbnail: Thumbnail; wasMade: boolean }> {
    this.#check(options)
    const state = await statSource(request.path)
    const wanted = wantThumbnail(request, state)
    const { contentType, version } = wanted
    const found = await this.#maker.find(wanted)
    if (found !== undefined) {
      const { path, size: bytes } = found
      const thumbnail = { path, contentType, bytes, mtimeMs: state.mtimeMs, version }
      return { thumbnail, wasMade: false }
    }
    const made = await this.#maker.make(wanted, options)
    const { path, bytes } = made
    const thumbnail = {
      path,
      contentType,
      bytes: bytes.length,
      mtimeMs: state.mtimeMs,
      version: made.version,
    }
    return { thumbnail, wasMade: true }
  }

  #check({ signal }: WorkOptions): void {
    signal?.throwIfAborted()
    if (this.#isClosed) throw new ThumbnailerClosedError()
  }
}

/** A folder goes with all that is in it. */
async function removeIfThere(path: string): Promise<readonly string[]> {
  try {
    await rm(path, { recursive: true })
    return [path]
  } catch {
    return []
  }
}

/** Starts nothing yet: the decoder comes with the first image. */
export function createThumbnailer(options: ThumbnailerOptions = {}): Thumbnailer {
  return new DecodingThumbnailer(options)
}
