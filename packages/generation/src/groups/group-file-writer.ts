import { isMissing, pause } from '@darkroom/foundation'
import type { GalleryFiles } from '../collect/gallery-files.ts'
import { isStorable } from '../disk/disk-report.ts'
import type { GalleryDisk } from '../disk/gallery-disk.ts'
import type { Logger } from '../options.ts'
import { type AnyGroup, groupFileOf, groupFileText } from './kinds-of-groups.ts'

/** After a file was written, nothing is for this many times as long as that took: it tells of all jobs of its group. */
const restFactor = 20
const longestRestMs = 5_000

/**
 * Keeps the file that describes a batch or sequence up to date with the queue's record of it; while the gallery is away,
 * what has changed is written when it is back.
 */
export class GroupFileWriter {
  readonly #files: GalleryFiles
  readonly #disk: Pick<GalleryDisk, 'look' | 'report'>
  readonly #logger: Logger
  readonly #view: (id: string) => AnyGroup | undefined
  readonly #changed = new Set<string>()
  #writing: Promise<void> | undefined
  /** Of `performance.now()`: when the next file may be written. */
  #restsUntil = 0
  #hurry = new AbortController()
  /** Where several processes share the gallery, one of them writes; the others forget what has changed. */
  isOurs = true

  constructor(options: {
    files: GalleryFiles
    disk: Pick<GalleryDisk, 'look' | 'report' | 'onChange'>
    logger: Logger
    view: (id: string) => AnyGroup | undefined
  }) {
    this.#files = options.files
    this.#disk = options.disk
    options.disk.onChange(() => {
      if (this.#changed.size > 0 && isStorable(this.#disk.report)) this.#begin()
    })
    this.#logger = options.logger
    this.#view = options.view
  }

  /** Marks the file to be written soon; changes that come together are written once. */
  changed(id: string): void {
    if (!this.isOurs) return
    this.#changed.add(id)
    this.#begin()
  }

  /** After a crash, rewrites files that show an older state, and missing ones of groups still running. */
  async recover(groups: readonly AnyGroup[]): Promise<void> {
    for (const group of groups) {
      if (!this.isOurs) return
      const text = await this.#files.read(groupFileOf(group))
      const isGone = text === undefined && group.finishedAt !== undefined
      // A missing file of a finished group was deleted on purpose.
      if (!isGone && text !== (await groupFileText(group))) this.changed(group.id)
    }
    await this.settled()
  }

  /** Everything that has changed is written now. */
  async settled(): Promise<void> {
    this.#hurry.abort()
    await this.#writing
    this.#hurry = new AbortController()
  }

  #begin(): void {
    this.#writing ??= this.#writeAll().finally(() => {
      this.#writing = undefined
    })
  }

  async #writeAll(): Promise<void> {
    await Promise.resolve()
    if (!isStorable(this.#disk.report)) return
    for (const id of this.#changed) {
      await this.#rest()
      this.#changed.delete(id)
      const began = performance.now()
      const group = this.#view(id)
      if (group !== undefined && !(await this.#write(group))) return
      const took = performance.now() - began
      this.#restsUntil = performance.now() + Math.min(took * restFactor, longestRestMs)
    }
  }

  async #rest(): Promise<void> {
    const ms = this.#restsUntil - performance.now()
    // Whoever hurries cuts it short.
    if (ms > 0) await pause(ms, this.#hurry.signal).catch(() => undefined)
  }

  /** False while the gallery is away; the file is then written later. */
  async #write(group: AnyGroup): Promise<boolean> {
    for (const mayMend of [true, false]) {
      try {
        await this.#files.write(groupFileOf(group), await groupFileText(group))
        return true
      } catch (error) {
        if (!isStorable(await this.#disk.look())) {
          this.#changed.add(group.id)
          return false
        }
        // Somebody has removed staging, or the folder was away for a moment.
        if (mayMend && isMissing(error)) await this.#files.makeStaging().catch(() => undefined)
        else {
          this.#logger.warn(
            { group: group.id, err: error },
            'The file of a batch could not be written',
          )
          return true
        }
      }
    }
    return true
  }
}
