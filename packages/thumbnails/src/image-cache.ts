import { lstat } from 'node:fs/promises'
import { openPlainFile } from '@darkroom/foundation'
import { LRUCache } from 'lru-cache'
import { absolutePath, type Place } from './place.ts'
import type { RenderPlan } from './render-plan.ts'
import { isSameState, isSameTime } from './source-state.ts'
import type { ImageBytes, SourceState } from './thumbnailer.ts'

interface Kept {
  readonly image: ImageBytes
  readonly state: SourceState | undefined
}

/** Bytes that an entry costs besides the image, roughly. */
const overhead = 512
const largestKept = 2 ** 20

/** False for a file without its contents, as a power cut may leave it. */
function isWhole(bytes: Buffer, contentType: string): boolean {
  switch (contentType) {
    case 'image/webp':
      return bytes.length > 12 && bytes.readUInt32LE(4) + 8 === bytes.length
    default:
      return bytes.length > 12 && bytes.some((byte) => byte !== 0)
  }
}

interface Found {
  readonly place: Place
  readonly path: string
  readonly bytes: number
}

async function readPlace({ base, name }: Place): Promise<Buffer> {
  await using handle = await openPlainFile(base, name)
  return await handle.readFile()
}

/** Finished images: recently used ones in memory, all on disk. */
export class ImageCache {
  readonly #memory: LRUCache<string, Kept>

  constructor({ memoryBytes }: { memoryBytes: number }) {
    this.#memory = new LRUCache({
      maxSize: memoryBytes,
      maxEntrySize: Math.min(memoryBytes, largestKept),
      sizeCalculation: ({ image }) => image.bytes.length + overhead,
    })
  }

  get memory(): { readonly entries: number; readonly bytes: number } {
    return { entries: this.#memory.size, bytes: this.#memory.calculatedSize }
  }

  /** Looks an image up in memory, with the only look-up that a hit needs. */
  recall(key: string, state: SourceState | undefined): ImageBytes | undefined {
    const kept = this.#memory.get(key)
    if (kept === undefined || kept.state === undefined || state === undefined) return kept?.image
    return isSameState(kept.state, state) ? kept.image : undefined
  }

  keep(key: string, state: SourceState | undefined, image: ImageBytes): void {
    this.#memory.set(key, { image, state })
  }

  forget(key: string): void {
    this.#memory.delete(key)
  }

  clear(): void {
    this.#memory.clear()
  }

  /** The first of these places that has the image in its present state, and its length. */
  async find({ source }: RenderPlan, places: Iterable<Place>): Promise<Found | undefined> {
    for (const place of places) {
      try {
        const path = absolutePath(place)
        const stats = await lstat(path)
        const isCurrent = source === undefined || isSameTime(stats.mtimeMs, source.mtimeMs)
        if (isCurrent && stats.isFile() && stats.size > 12) {
          return { place, path, bytes: stats.size }
        }
      } catch {
        // A missing or unreadable file is made anew, and writing it reports any error.
      }
    }
    return undefined
  }

  /** The bytes from the first of these places that has the image whole and in its present state. */
  async load(plan: RenderPlan, places: Iterable<Place>): Promise<ImageBytes | undefined> {
    const { contentType, etag, version } = plan
    const found = await this.find(plan, places)
    const bytes = found && (await readPlace(found.place).catch(() => undefined))
    return bytes === undefined || !isWhole(bytes, contentType)
      ? undefined
      : { bytes, contentType, etag, version, path: found?.path, damaged: false }
  }
}
