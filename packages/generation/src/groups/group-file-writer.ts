import type { GalleryFiles } from '../collect/gallery-files.ts'
import type { Logger } from '../options.ts'
import { type AnyGroup, groupFileOf, groupFileText } from './kinds-of-groups.ts'

/** Keeps the file that describes a batch or sequence up to date with the queue's record of it. */
export class GroupFileWriter {
  readonly #files: GalleryFiles
  readonly #logger: Logger
  readonly #view: (id: string) => AnyGroup | undefined
  readonly #changed = new Set<string>()
  #writing: Promise<void> | undefined

  constructor(options: {
    files: GalleryFiles
    logger: Logger
    view: (id: string) => AnyGroup | undefined
  }) {
    this.#files = options.files
    this.#logger = options.logger
    this.#view = options.view
  }

  /** Marks the file to be written soon; changes that come together are written once. */
  changed(id: string): void {
    this.#changed.add(id)
    this.#writing ??= this.#writeAll().finally(() => {
      this.#writing = undefined
    })
  }

  /** After a crash, rewrites files that show an older state, and missing ones of groups still running. */
  async recover(groups: readonly AnyGroup[]): Promise<void> {
    for (const group of groups) {
      const text = await this.#files.read(groupFileOf(group))
      const isGone = text === undefined && group.finishedAt !== undefined
      // A missing file of a finished group was deleted on purpose.
      if (!isGone && text !== groupFileText(group)) this.changed(group.id)
    }
    await this.settled()
  }

  async settled(): Promise<void> {
    await this.#writing
  }

  async #writeAll(): Promise<void> {
    await Promise.resolve()
    for (const id of this.#changed) {
      this.#changed.delete(id)
      const group = this.#view(id)
      if (group === undefined) continue
      try {
        await this.#files.write(groupFileOf(group), groupFileText(group))
      } catch (error) {
        this.#logger.warn({ group: id, err: error }, 'The file of a batch could not be written')
      }
    }
  }
}
