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
  isMissing,
  openPlainFileSync,
  ownedName,
  syncDirectory,
  writeAtomically,
  writeDurably,
} from '@darkroom/foundation'
import { isAbsent } from '../scan/image-reader.ts'
import { splitPath } from '../table/join-path.ts'

/** The directory for staged files, relative to the root and on its file system, so that renames from it are atomic. */
export const stagingDirectory = '.trash/.operations'

/** How many directories are held on to at once, of the thousand and more descriptors that a process has. */
const mostHeld = 64

/**
 * Files by their paths relative to the root, for a thread that only waits for the disk. No path goes through a link, also
 * through none that appears meanwhile. Directories are held until the end, so it is for one task and not for a life. What
 * is written waits without holding the thread, so that many can at once.
 */
export class RootFolder implements Disposable {
  readonly #root: string
  readonly #held = new Map<string, HeldDirectory & Disposable>()

  constructor(root: string) {
    this.#root = root
  }

  [Symbol.dispose](): void {
    for (const held of this.#held.values()) held[Symbol.dispose]()
    this.#held.clear()
  }

  /** What is there, be it a link; undefined when nothing is, or a part of the way is no directory. */
  stat(path: string): Stats | undefined {
    const { directory, name } = splitPath(path)
    try {
      return lstatSync(this.#hold(directory).at(name), { throwIfNoEntry: false })
    } catch (error) {
      if (isAbsent(error)) return undefined
      throw error
    }
  }

  list(directory: string): readonly string[] {
    try {
      return readdirSync(this.#hold(directory).path)
    } catch (error) {
      if (isAbsent(error)) return []
      throw error
    }
  }

  /** The text of a file; undefined when there is none, or a link. */
  readText(path: string): string | undefined {
    const { directory, name } = splitPath(path)
    let descriptor: number | undefined
    try {
      descriptor = openPlainFileSync(this.#hold(directory).path, name)
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
    using staging = this.#open(stagingDirectory, { create: true })
    using held = this.#open(directory, { create: true })
    const temporary = staging.at(ownedName('.tmp'))
    await writeAtomically(held.at(name), content, { temporary })
  }

  /** Writes a file of which nobody minds a part, being undone with its directory after a crash. */
  async writeNew(path: string, content: string): Promise<void> {
    const { directory, name } = splitPath(path)
    using held = this.#open(directory)
    await writeDurably(held.at(name), content)
    await syncDirectory(held.path)
  }

  /** Makes one directory, and those above; the last must not be there yet. */
  makeDirectory(path: string): void {
    const { directory, name } = splitPath(path)
    try {
      mkdirSync(this.#hold(directory, { create: true }).at(name))
    } catch (error) {
      // Somebody may have removed the directory above as empty while it was held.
      this[Symbol.dispose]()
      throw error
    }
  }

  /** Moves a file to a place that may be in missing directories; false when it is gone, or the place is where none are made. */
  rename(from: string, to: string, { create = true }: HoldOptions = {}): boolean {
    const source = splitPath(from)
    const target = splitPath(to)
    using place = this.#find(target.directory, { create })
    if (place === undefined) return false
    try {
      renameSync(this.#hold(source.directory).at(source.name), place.at(target.name))
      return true
    } catch (error) {
      if (isAbsent(error)) return false
      throw error
    }
  }

  /** Deletes a file, or a directory with all in it; nothing there is no error. */
  remove(path: string): void {
    const { directory, name } = splitPath(path)
    try {
      rmSync(this.#hold(directory).at(name), { recursive: true, force: true })
    } catch (error) {
      if (!isAbsent(error)) throw error
    }
  }

  /** `remove` that waits without holding the thread. */
  async removeAside(path: string): Promise<void> {
    const { directory, name } = splitPath(path)
    try {
      using held = this.#open(directory)
      await rm(held.at(name), { recursive: true, force: true })
    } catch (error) {
      if (!isAbsent(error)) throw error
    }
  }

  removeEmptyDirectory(path: string): void {
    const { directory, name } = splitPath(path)
    rmdirSync(this.#hold(directory).at(name))
  }

  /** A directory that is held on to, good until the next is asked for. */
  #hold(directory: string, options?: HoldOptions): HeldDirectory {
    const known = this.#held.get(directory)
    if (known !== undefined) return known
    if (this.#held.size >= mostHeld) this[Symbol.dispose]()
    const held = holdDirectorySync(this.#root, directory, options)
    this.#held.set(directory, held)
    return held
  }

  /** A directory of the caller's own; undefined where it is missing and must not be made. */
  #find(directory: string, { create }: HoldOptions): (HeldDirectory & Disposable) | undefined {
    try {
      return this.#open(directory, { create: create === true })
    } catch (error) {
      if (create !== true && isMissing(error)) return undefined
      throw error
    }
  }

  /** A directory of the caller's own, found from the one above it. */
  #open(directory: string, options?: HoldOptions): HeldDirectory & Disposable {
    if (directory === '') return holdDirectorySync(this.#root)
    const { directory: above, name } = splitPath(directory)
    return holdDirectorySync(this.#hold(above, options).path, name, options)
  }
}
