import {
  closeSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  type Stats,
} from 'node:fs'
import { rm } from 'node:fs/promises'
import {
  type HeldDirectory,
  type HoldOptions,
  holdDirectorySync,
  openPlainFileSync,
  syncDirectory,
  writeAtomically,
  writeDurably,
} from '@darkroom/foundation'
import { isAbsent } from '../scan/image-reader.ts'
import { splitPath } from '../table/join-path.ts'
import { ownedName } from './operation-owner.ts'

/** The directory for staged files, relative to the root and on its file system, so that renames from it are atomic. */
export const stagingDirectory = '.trash/.operations'

/**
 * Files by their paths relative to the root, for a thread that only waits for the disk. No path goes through a link, also
 * through none that appears meanwhile. What is written waits without holding the thread, so that many can at once.
 */
export class RootFolder {
  readonly #root: string

  constructor(root: string) {
    this.#root = root
  }

  hold(directory: string, options?: HoldOptions): HeldDirectory & Disposable {
    return holdDirectorySync(this.#root, directory, options)
  }

  /** What is there, be it a link; undefined when nothing is, or a part of the way is no directory. */
  stat(path: string): Stats | undefined {
    const { directory, name } = splitPath(path)
    try {
      using held = this.hold(directory)
      return lstatSync(held.at(name), { throwIfNoEntry: false })
    } catch (error) {
      if (isAbsent(error)) return undefined
      throw error
    }
  }

  list(directory: string): readonly string[] {
    try {
      using held = this.hold(directory)
      return readdirSync(held.path)
    } catch (error) {
      if (isAbsent(error)) return []
      throw error
    }
  }

  /** The text of a file; undefined when there is none, or a link. */
  readText(path: string): string | undefined {
    let descriptor: number | undefined
    try {
      descriptor = openPlainFileSync(this.#root, path)
      return readFileSync(descriptor, 'utf8')
    } catch (error) {
      if (isAbsent(error)) return undefined
      throw error
    } finally {
      if (descriptor !== undefined) closeSync(descriptor)
    }
  }

  async write(path: string, content: string): Promise<void> {
    const { directory, name } = splitPath(path)
    using staging = this.hold(stagingDirectory, { create: true })
    using held = this.hold(directory, { create: true })
    const temporary = staging.at(ownedName('.tmp'))
    await writeAtomically(held.at(name), content, { temporary })
  }

  /** Writes a file of which nobody minds a part, being undone with its directory after a crash. */
  async writeNew(path: string, content: string): Promise<void> {
    const { directory, name } = splitPath(path)
    using held = this.hold(directory)
    await writeDurably(held.at(name), content)
    await syncDirectory(held.path)
  }

  /** Makes one directory, and those above; the last must not be there yet. */
  makeDirectory(path: string): void {
    const { directory, name } = splitPath(path)
    using held = this.hold(directory, { create: true })
    mkdirSync(held.at(name))
  }

  /** Moves a file to a place that may be in missing directories. */
  rename(from: string, to: string): void {
    const target = splitPath(to)
    using held = this.hold(target.directory, { create: true })
    this.renameInto(from, held, target.name)
  }

  renameInto(from: string, target: HeldDirectory, name: string): void {
    const source = splitPath(from)
    using held = this.hold(source.directory)
    renameSync(held.at(source.name), target.at(name))
  }

  /** Deletes a file, or a directory with all in it; nothing there is no error. */
  remove(path: string): void {
    const { directory, name } = splitPath(path)
    try {
      using held = this.hold(directory)
      rmSync(held.at(name), { recursive: true, force: true })
    } catch (error) {
      if (!isAbsent(error)) throw error
    }
  }

  /** `remove` that waits without holding the thread. */
  async removeAside(path: string): Promise<void> {
    const { directory, name } = splitPath(path)
    try {
      using held = this.hold(directory)
      await rm(held.at(name), { recursive: true, force: true })
    } catch (error) {
      if (!isAbsent(error)) throw error
    }
  }

  removeEmptyDirectory(path: string): void {
    const { directory, name } = splitPath(path)
    using held = this.hold(directory)
    rmdirSync(held.at(name))
  }
}
