import { lstat, rm } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { holdDirectory } from '@darkroom/foundation'
import { DecodeJob } from './decode-job.ts'
import type { InputTask, Made } from './decoder-protocol.ts'
import { Decoders } from './decoders.ts'
import { CorruptImageError } from './errors.ts'
import type { ImageCache } from './image-cache.ts'
import { keepNewest } from './keep-newest.ts'
import { claimThumbnail } from './maker-claims.ts'
import { absolutePath, type Place } from './place.ts'
import { RefusedImages } from './refused-images.ts'
import type { RenderPlan } from './render-plan.ts'
import type { Settings } from './settings.ts'
import { SingleFlight } from './single-flight.ts'
import { imageVersion, isSameState } from './source-state.ts'
import type {
  HiddenPixels,
  ImageBytes,
  SourceState,
  Thumbnail,
  ThumbnailerHealth,
  WorkOptions,
} from './thumbnailer.ts'
import { WritablePlaces } from './writable-places.ts'

const worker = new URL(
  import.meta.url.endsWith('.ts') ? './decoder-worker.ts' : './decoder-worker.js',
  import.meta.url,
)

/** Milliseconds: a file changed less than this ago may still be being written. */
const settleMs = 5_000

interface LocatedImage extends Pick<Thumbnail, 'path' | 'bytes' | 'version'> {
  readonly wasMade: boolean
}

/** Leads a plan to its image, in this order: memory, disk, the refused images, the decoder. */
export class Renderer implements AsyncDisposable {
  readonly #cache: ImageCache
  readonly #places: WritablePlaces
  readonly #refused: RefusedImages
  readonly #flights = new SingleFlight<ImageBytes>()
  readonly #decoder: Decoders
  readonly #now: () => number

  constructor(settings: Settings, cache: ImageCache) {
    const { clock, logger } = settings
    this.#now = () => clock.now()
    this.#cache = cache
    this.#places = new WritablePlaces(settings)
    this.#refused = new RefusedImages({ now: this.#now })
    this.#decoder = new Decoders({
      ...settings,
      worker,
      onCrash: (reason, pid) => logger?.warn({ pid, reason }, 'The image decoder died'),
    })
  }

  /** The image from memory, from disk, or made. With `known`, memory was already looked up. */
  async read(
    plan: RenderPlan,
    known: SourceState | undefined,
    options: WorkOptions,
  ): Promise<ImageBytes> {
    const { key, source } = plan
    const isKnown = known !== undefined && source !== undefined && isSameState(known, source)
    const kept = isKnown ? undefined : this.#cache.recall(key, source)
    if (kept !== undefined) return kept
    const stored = await this.#cache.load(plan, this.#places.candidates(plan))
    if (stored === undefined) return await this.#make(plan, options)
    if (options.priority !== 'background') this.#cache.keep(key, source, stored)
    return stored
  }

  /** The image's path and length without its bytes; a missing image is made. */
  async locate(plan: RenderPlan, options: WorkOptions): Promise<LocatedImage> {
    return (await this.#find(plan)) ?? (await this.#locateNew(plan, options))
  }

  /** `locate` for an image that nobody waits for; undefined where another process is just making it. */
  async locateAhead(plan: RenderPlan, options: WorkOptions): Promise<LocatedImage | undefined> {
    const found = await this.#find(plan)
    const [place] = this.#places.targets(plan)
    if (found !== undefined || place === undefined) return found ?? this.#locateNew(plan, options)
    await using claim = await claimThumbnail(place)
    return claim.isTaken ? undefined : await this.locate(plan, options)
  }

  async #find(plan: RenderPlan): Promise<LocatedImage | undefined> {
    const { version } = plan
    const kept = this.#cache.recall(plan.key, plan.source)
    if (kept !== undefined && kept.path === undefined) {
      return { path: undefined, bytes: kept.bytes.length, version, wasMade: false }
    }
    const found = await this.#cache.find(plan, this.#places.candidates(plan))
    return found && { path: found.path, bytes: found.bytes, version, wasMade: false }
  }

  async #locateNew(plan: RenderPlan, options: WorkOptions): Promise<LocatedImage> {
    const { path, bytes, version } = await this.#make(plan, options)
    return { path, bytes: bytes.length, version, wasMade: true }
  }

  /** Makes the image with the decoder, once for all callers. */
  async #make(plan: RenderPlan, options: WorkOptions): Promise<ImageBytes> {
    const { key, source, version } = plan
    const refusal = source && this.#refused.find(key, source)
    if (refusal !== undefined) throw refusal
    return await this.#flights.run(`${key}\0${version}`, options, (priority) => {
      const targets = this.#places.targets(plan)
      const settledBefore = this.#now() - settleMs
      const job = new DecodeJob(plan.task, { targets, settledBefore, priority })
      return { job, result: this.#decode(plan, job) }
    })
  }

  async #decode(plan: RenderPlan, job: DecodeJob): Promise<ImageBytes> {
    const made = await this.#decoder.run(job).catch((error: unknown) => {
      if (plan.source !== undefined) this.#refused.add(plan.key, plan.source, error)
      throw error
    })
    this.#places.note(made)
    // The image may have changed between our `stat` and the decoder's.
    const source = made.source ?? plan.source
    const version = source === undefined ? plan.version : imageVersion(source)
    const image: ImageBytes = {
      bytes: Buffer.from(made.bytes.buffer, made.bytes.byteOffset, made.bytes.byteLength),
      contentType: plan.contentType,
      etag: plan.etag.replace(plan.version, version),
      version,
      path: made.path,
      damaged: made.damaged,
    }
    // An image that nobody waits for is kept on disk only, if it could be written.
    if (job.priority === 'interactive' || made.path === undefined) {
      this.#cache.keep(plan.key, source, image)
    }
    const written = [...this.#places.candidates(plan)].find(
      (place) => absolutePath(place) === made.path,
    )
    if (written !== undefined) {
      for (const rule of plan.keep) await keepNewest(written, rule).catch(() => undefined)
    }
    return image
  }

  /** Removes the images from memory and these files from disk; returns the paths of existing ones. */
  async remove(
    keys: readonly string[],
    files: readonly Pick<RenderPlan, 'path' | 'base'>[],
  ): Promise<readonly string[]> {
    for (const key of keys) {
      this.#cache.forget(key)
      this.#refused.delete(key)
    }
    const places = files.flatMap((file) => [...this.#places.candidates(file)])
    return (await Promise.all(places.map(removeIfThere))).flat()
  }

  /** The pixels of a picture that hides a text. Nothing of it is kept. */
  async findHidden(
    path: string,
    { signal, priority = 'background' }: WorkOptions,
  ): Promise<HiddenPixels | undefined> {
    const settledBefore = this.#now() - settleMs
    const { bytes, size } = await this.#once(
      new DecodeJob({ kind: 'hidden', source: path }, { targets: [], settledBefore, priority }),
      signal,
    )
    return size && { rgba: bytes, ...size }
  }

  /** A picture made ready to be an input. Nothing of it is kept. */
  async makeInput(
    path: string,
    shape: InputTask['shape'],
    { signal, priority = 'interactive' }: WorkOptions,
  ): Promise<Uint8Array> {
    const made = await this.#once(
      new DecodeJob(
        { kind: 'input', source: path, shape },
        // Whoever gives a file away to be used has finished writing it.
        { targets: [], settledBefore: Number.MAX_SAFE_INTEGER, priority },
      ),
      signal,
    )
    if (made.damaged) throw new CorruptImageError(`${path} is damaged`)
    return made.bytes
  }

  async #once(job: DecodeJob, signal: AbortSignal | undefined): Promise<Made> {
    const abandon = (): void => job.abandon(signal?.reason)
    signal?.addEventListener('abort', abandon, { once: true })
    try {
      return await this.#decoder.run(job)
    } finally {
      signal?.removeEventListener('abort', abandon)
    }
  }

  health(): ThumbnailerHealth {
    const { pids, crashes, ...queue } = this.#decoder.state()
    return {
      decoder: { pids, crashes },
      queue,
      memory: this.#cache.memory,
      refused: this.#refused.size,
      unwritable: this.#places.unwritable(),
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#decoder[Symbol.asyncDispose]()
  }
}

/** Removes a file, or a folder with its contents. */
async function removeIfThere(place: Place): Promise<readonly string[]> {
  try {
    // Most are not there, which one call tells.
    await lstat(absolutePath(place))
    await using held = await holdDirectory(place.base, dirname(place.name))
    await rm(held.at(basename(place.name)), { recursive: true })
    return [absolutePath(place)]
  } catch {
    return []
  }
}
