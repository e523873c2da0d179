import type { Stats } from 'node:fs'
import { lstat, mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises'
import {
  type HeldDirectory,
  type HoldOptions,
  holdDirectory,
  openPlainFile,
  writeAtomically,
} from '@darkroom/foundation'
import { isAbsent } from '../scan/image-reader.ts'
import { splitPath } from '../table/join-path.ts'
import { ownedName } from './operation-owner.ts'

/** The directory for staged files, relative to the root and on its file system, so that renames from it are atomic. */
export const stagingDirectory = '.trash/.operations'

/** Files by their paths relative to the root. No path goes through a link, also through none that appears meanwhile. */
export class RootFolder {
  readonly #root: string

  constructor(root: string) {
    this.#root = root
  }

  hold(directory: string, options?: HoldOptions): Promise<HeldDirectory & AsyncDisposable> {
    return holdDirectory(this.#root, directory, options)
  }

  /** What is there, be it a link; undefined when nothing is, or a part of the way is no directory. */
  async stat(path: string): Promise<Stats | undefined> {
    const { directory, name } = splitPath(path)
    try {
      await using held = await this.hold(directory)
      return await lstat(held.at(name))
    } catch (error) {
      if (isAbsent(error)) return undefined
      throw error
    }
  }

  async list(directory: string): Promise<readonly string[]> {
    try {
      await using held = await this.hold(directory)
      return await readdir(held.path)
    } catch (error) {
      if (isAbsent(error)) return []
      throw error
    }
  }

  /** The text of a file; undefined when there is none, or a link. */
  async readText(path: string): Promise<string | undefined> {
    try {
      await using handle = await openPlainFile(this.#root, path)
      return await handle.readFile('utf8')
    } catch (error) {
      if (isAbsent(error)) return undefined
      throw error
    }
  }

  async write(path: string, content: string): Promise<void> {
    const { directory, name } = splitPath(path)
    await using staging = await this.hold(stagingDirectory, { create: true })
    await using held = await this.hold(directory, { create: true })
    const temporary = staging.at(ownedName('.tmp'))
    await writeAtomically(held.at(name), content, { temporary })
  }

  /** Makes one directory, and those above; the last must not be there yet. */
  async makeDirectory(path: string): Promise<void> {
    const { directory, name } = splitPath(path)
    await using held = await this.hold(directory, { create: true })
    await mkdir(held.at(name))
  }

  /** Moves a file to a place that may be in missing directories. */
  async rename(from: string, to: string): Promise<void> {
    const target = splitPath(to)
    await using held = await this.hold(target.directory, { create: true })
    await this.renameInto(from, held, target.name)
  }

  async renameInto(from: string, target: HeldDirectory, name: string): Promise<void> {
    const source = splitPath(from)
    await using held = await this.hold(source.directory)
    await rename(held.at(source.name), target.at(name))
  }

  /** Deletes a file, or a directory with all in it; nothing there is no error. */
  async remove(path: string): Promise<void> {
    const { directory, name } = splitPath(path)
    try {
      await using held = await this.hold(directory)
      await rm(held.at(name), { recursive: true, force: true })
    } catch (error) {
      if (!isAbsent(error)) throw error
    }
  }

  async removeEmptyDirectory(path: string): Promise<void> {
    const { directory, name } = splitPath(path)
    await using held = await this.hold(directory)
    await rmdir(held.at(name))
  }
}
