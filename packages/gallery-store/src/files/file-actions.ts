import type { Stats } from 'node:fs'
import { errorCode, isDiskFull } from '@darkroom/foundation'
import { GalleryWriteError, InvalidPathError } from '../errors.ts'
import type { DeletedImage, SidecarChange } from '../gallery.ts'
import type { FileName, RelatedFiles } from '../scan/scan-protocol.ts'
import { joinPath, splitPath } from '../table/join-path.ts'
import { findObstacle } from './check-way.ts'
import { folderOnDisk } from './folder-on-disk.ts'
import { type Move, OperationLog } from './operation-log.ts'
import { ownedName } from './operation-owner.ts'
import { renaming } from './renaming.ts'
import { RootFolder, stagingDirectory } from './root-folder.ts'
import { toWriteError } from './to-write-error.ts'
import { TrashCan, type TrashItem, type TrashManifest } from './trash-can.ts'

interface FileActionsOptions {
  readonly root: string
  readonly clock: { now(): number }
  /** The other files of an image. */
  readonly related: (file: FileName) => Promise<RelatedFiles>
}

interface Image {
  readonly id: string
  readonly path: string
}

/** Changes files one action at a time, without regard to the index. */
export class FileActions {
  readonly #options: FileActionsOptions
  readonly #folder: RootFolder
  readonly #log: OperationLog
  readonly #can: TrashCan
  #last: Promise<unknown> = Promise.resolve()

  constructor(options: FileActionsOptions) {
    this.#options = options
    this.#folder = new RootFolder(options.root)
    this.#log = new OperationLog(this.#folder)
    this.#can = new TrashCan(this.#folder)
  }

  recover(): Promise<number> {
    return this.#inTurn('', () => this.#log.recover())
  }

  /** Moves an image to the trash. Undefined when the image is gone. */
  trash(image: Image): Promise<DeletedImage | undefined> {
    return this.#inTurn(image.path, async () => {
      const now = new Date(this.#options.clock.now())
      const directory = await this.#can.makeDirectory(image.id, now)
      const { directory: home } = splitPath(image.path)
      const nameInTrash = (path: string): string =>
        home === '' ? path : path.slice(home.length + 1)
      const moves = await this.#plan(image.path, (path) => `${directory}/${nameInTrash(path)}`)
      const manifest: TrashManifest = {
        schema: 'darkroom-trash/1',
        id: image.id,
        path: image.path,
        deleted_at: now.toISOString(),
        files: moves.map(({ from, size }) => ({ from, name: nameInTrash(from), size })),
      }
      const prepare = (): Promise<void> => this.#can.writeManifest(directory, manifest)
      return toDeleted(image, await this.#log.run({ moves, created: directory, prepare }))
    })
  }

  /** Deletes for good. Undefined when the image is gone. */
  remove(image: Image): Promise<DeletedImage | undefined> {
    return this.#inTurn(image.path, async () => {
      const discarded = `${stagingDirectory}/${ownedName('.gone')}`
      const moves = await this.#plan(image.path, (path) => `${discarded}/${path}`)
      const operation = { moves, created: discarded, discarded }
      const made = await this.#log.run(operation).catch(async (error: unknown) => {
        // Deleting for good must work on a disk that is too full for a plan.
        if (!isDiskFull(error)) throw error
        await this.#unlink(moves)
        return moves
      })
      return toDeleted(image, made)
    })
  }

  /** Restores from the trash and returns the image's path. Undefined when nothing has this id. */
  restore(id: string): Promise<string | undefined> {
    return this.#inTurn(id, async () => {
      const [item] = await this.#can.find(id)
      if (item === undefined) return undefined
      const { directory, manifest } = item
      const home = splitPath(manifest.path).directory
      const obstacle = await findObstacle(this.#options.root, home)
      if (obstacle !== undefined) throw new GalleryWriteError(home, 'ENOTDIR', new Error(obstacle))
      const files = manifest.files.map(({ from }) => from)
      const rename = await this.#freeName(files, home)
      const moves: Move[] = []
      for (const { from, name } of manifest.files) {
        const stats = await this.#folder.stat(`${directory}/${name}`)
        if (stats !== undefined) moves.push(toMove(`${directory}/${name}`, rename(from), stats))
      }
      const [made] = await this.#log.run({ moves, discarded: directory })
      await this.#can.removeEmptyDay(directory)
      return made?.to
    })
  }

  /** Moves and returns the new path. Undefined when the image is gone. */
  move(image: Image, wanted: string): Promise<string | undefined> {
    return this.#inTurn(image.path, async () => {
      const folder = await folderOnDisk(this.#options.root, wanted)
      if (splitPath(image.path).directory === folder) return image.path
      const obstacle = await findObstacle(this.#options.root, folder)
      if (obstacle !== undefined) throw new InvalidPathError(folder, obstacle)
      const plan = await this.#plan(image.path, (path) => path)
      const files = plan.map(({ from }) => from)
      const rename = await this.#freeName(files, folder)
      const moves = plan.map((move) => ({ ...move, to: rename(move.from) }))
      const [made] = await this.#log.run({ moves })
      return made?.to
    })
  }

  annotate(
    image: Image,
    change: SidecarChange,
    update: (text: string | undefined, change: SidecarChange) => string,
  ): Promise<boolean> {
    return this.#inTurn(image.path, async () => {
      if ((await this.#folder.stat(image.path)) === undefined) return false
      const { directory, name } = splitPath(image.path)
      const { annotations } = await this.#options.related({ directory, name })
      const path = joinPath(directory, annotations)
      await this.#folder.write(path, update(await this.#folder.readText(path), change))
      return true
    })
  }

  /** What is in the trash, or of it what has this id; newest first. */
  listTrash(id?: string): Promise<readonly TrashItem[]> {
    return id === undefined ? this.#can.items() : this.#can.find(id)
  }

  /** Deletes the trashed files of this id for good. */
  discard(id: string): Promise<DeletedImage | undefined> {
    return this.#inTurn(id, async () => {
      const [item] = await this.#can.find(id)
      if (item === undefined) return undefined
      await this.#discard(item)
      return { id, deletedFiles: item.manifest.files.map(({ from }) => from) }
    })
  }

  emptyTrash(olderThanMs: number): Promise<number> {
    return this.#inTurn('.trash', async () => {
      const latest = this.#options.clock.now() - olderThanMs
      const items = await this.#can.items()
      const old = items.filter(({ manifest }) => Date.parse(manifest.deleted_at) <= latest)
      for (const item of old) await this.#discard(item)
      return old.length
    })
  }

  /** The image goes last: a kill before leaves an image that can be deleted again, not orphaned files. */
  async #unlink(moves: readonly Move[]): Promise<void> {
    for (const { from } of moves.toReversed()) {
      await this.#folder.remove(from)
    }
  }

  async #discard({ directory }: TrashItem): Promise<void> {
    await this.#log.discard(directory)
    await this.#can.removeEmptyDay(directory)
  }

  /** The moves, with the image first. */
  async #plan(path: string, target: (path: string) => string): Promise<readonly Move[]> {
    const { directory, name } = splitPath(path)
    const { sidecars, thumbnails } = await this.#options.related({ directory, name })
    const moves: Move[] = []
    for (const other of [name, ...sidecars, ...thumbnails]) {
      const from = joinPath(directory, other)
      const stats = await this.#folder.stat(from)
      if (stats !== undefined) moves.push(toMove(from, target(from), stats))
      else if (other === name) return []
    }
    return moves
  }

  /** Free names for the files of an image in `folder`: unchanged, or with a number when one is taken. */
  async #freeName(files: readonly string[], folder: string): Promise<(path: string) => string> {
    for (let number = 1; ; number += 1) {
      const rename = renaming(files[0] ?? '', folder, number === 1 ? '' : `-${number}`)
      if (!(await this.#isAnyThere(files.filter(isLasting).map(rename)))) return rename
    }
  }

  async #isAnyThere(paths: readonly string[]): Promise<boolean> {
    for (const path of paths) if ((await this.#folder.stat(path)) !== undefined) return true
    return false
  }

  #inTurn<T>(path: string, work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work).catch((error: unknown) => {
      throw errorCode(error) === '' ? error : toWriteError(error, path)
    })
    this.#last = result.catch(() => {})
    return result
  }
}

function toMove(from: string, to: string, { size, mtimeMs }: Stats): Move {
  return { from, to, size, mtime_ms: mtimeMs }
}

function toDeleted({ id }: Image, moves: readonly Move[]): DeletedImage | undefined {
  return moves.length === 0 ? undefined : { id, deletedFiles: moves.map(({ from }) => from) }
}

/** Whether a file must be kept; a thumbnail at the target belongs to no image and is made anew. */
function isLasting(path: string): boolean {
  return !splitPath(path).directory.endsWith('.thumbnails')
}
