import { readdir } from 'node:fs/promises'
import { holdDirectory, isMissing } from '@darkroom/foundation'
import type { GalleryLogger } from '../gallery.ts'
import { Repeater } from '../watch/repeater.ts'
import type { FileClient } from './file-client.ts'
import { stagingDirectory } from './root-folder.ts'

interface LeftoverWatchOptions {
  readonly root: string
  readonly files: Pick<FileClient, 'settle'>
  readonly intervalMs: number
  readonly logger: GalleryLogger | undefined
}

/**
 * Looks now and then for what other processes left half done, and has it finished or undone: what is there at two looks is nobody's
 * work of a moment.
 */
export class LeftoverWatch implements Disposable {
  readonly #options: LeftoverWatchOptions
  readonly #repeater: Repeater
  #before: ReadonlySet<string> = new Set()

  constructor(options: LeftoverWatchOptions) {
    this.#options = options
    this.#repeater = new Repeater(
      options.intervalMs,
      () => this.#look(),
      (err) => options.logger?.warn({ err }, 'Interrupted file operations could not be settled'),
    )
  }

  [Symbol.dispose](): void {
    this.#repeater[Symbol.dispose]()
  }

  async #look(): Promise<void> {
    const names = await this.#names()
    const isLeft = names.some((name) => this.#before.has(name))
    this.#before = new Set(names)
    if (isLeft) await this.#options.files.settle()
  }

  async #names(): Promise<readonly string[]> {
    try {
      await using held = await holdDirectory(this.#options.root, stagingDirectory)
      return await readdir(held.path)
    } catch (error) {
      if (isMissing(error)) return []
      throw error
    }
  }
}
