import { readFile, stat } from 'node:fs/promises'
import { LRUCache } from 'lru-cache'
import { isSameState, isSameTime } from './image-version.ts'
import type { ImageBytes, SourceState } from './thumbnailer.ts'
import type { Wanted } from './wanted.ts'

interface Kept {
  readonly image: ImageBytes
  readonly state: SourceState | undefined
}

/** A rough guess at what an entry costs besides its bytes. */
const overhead = 512
const largestKept = 2 ** 20

/** After a power cut a file may be there without its contents. */
function isWhole(bytes: Buffer, contentType: string): boolean {
  switch (contentType) {
    case 'image/webp':
      return bytes.length > 12 && bytes.readUInt32LE(4) + 8 === bytes.length
    default:
      return bytes.length > 12 && bytes.some((byte) => byte !== 0)
  }
}

/** Finished images: the ones asked for lately in memory, all on disk. */
export class ImageShelf {
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

  recall(key: string, state: SourceState | undefined): ImageBytes | undefined {
    const kept = this.#memory.get(key)
    if (kept === undefined || kept.state === undefined || state === undefined) return kept?.image
    return isSameState(kept.state, state) ? kept.image : undefined
  }

  keep(wanted: Wanted, image: ImageBytes): void {
    this.#memory.set(wanted.key, { image, state: wanted.source?.state })
  }

  forget(key: string): void {
    this.#memory.delete(key)
  }

  /** Which of these paths has it, in its present state. */
  async find(
    wanted: Wanted,
    paths: Iterable<string>,
  ): Promise<{ readonly path: string; readonly size: number } | undefined> {
    for (const path of paths) {
      try {
        const { size, mtimeMs } = await stat(path)
        const isCurrent =
          wanted.source === undefined || isSameTime(mtimeMs, wanted.source.state.mtimeMs)
        if (isCurrent && size > 12) return { path, size }
      } catch {
        // Not there or not accessible: it will be made, and writing it tells more.
      }
    }
    return undefined
  }

  async load(wanted: Wanted, paths: Iterable<string>): Promise<ImageBytes | undefined> {
    const found = await this.find(wanted, paths)
    if (found === undefined) return undefined
    const { contentType, etag, version } = wanted
    try {
      const bytes = await readFile(found.path)
      if (!isWhole(bytes, contentType)) return undefined
      return { bytes, contentType, etag, version, path: found.path, damaged: false }
    } catch {
      return undefined
    }
  }
}
