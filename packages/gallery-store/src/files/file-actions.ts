import { isDiskFull, ownedName } from '@darkroom/foundation'
import { GalleryWriteError, InvalidPathError } from '../errors.ts'
import type { DeletedImage } from '../gallery.ts'
import { presentId } from '../image-id.ts'
import type { MetadataModule } from '../metadata-module.ts'
import { findRelatedFiles, listDirectories } from '../scan/related-files.ts'
import type { FileName, RelatedFiles } from '../scan/scan-protocol.ts'
import { joinPath, splitPath } from '../table/join-path.ts'
import { findObstacle } from './check-way.ts'
import { attempt, eachOperation } from './each-operation.ts'
import { toFailure } from './file-failure.ts'
import { FilePlans } from './file-plans.ts'
import type { FileAnswers, FileOutcome, ImageFile, TextFile } from './file-protocol.ts'
import { folderOnDisk } from './folder-on-disk.ts'
import { inTurns } from './in-turns.ts'
import { OperationLog } from './operation-log.ts'
import type { Move } from './operation-plan.ts'
import { type RootFolder, stagingDirectory } from './root-folder.ts'
import { TrashCan } from './trash-can.ts'

interface FileActionsOptions {
  readonly root: string
  readonly module: MetadataModule
  readonly folder: RootFolder
  /** The name of the file that stands for the turn in which files may be changed. */
  readonly turn: string
}

const pathOf = ({ path }: ImageFile): string => path

/** Changes the files of groups of images, without regard to the index. Runs where waiting for the disk holds nobody up. */
export class FileActions {
  readonly #root: string
  readonly #module: MetadataModule
  readonly #folder: RootFolder
  readonly #log: OperationLog
  readonly #can: TrashCan

  constructor({ root, module, folder, turn }: FileActionsOptions) {
    this.#root = root
    this.#module = module
    this.#folder = folder
    this.#log = new OperationLog(folder, turn)
    this.#can = new TrashCan(folder)
  }

  trash(images: readonly ImageFile[], nowMs: number): Promise<FileAnswers['trash']> {
    const now = new Date(nowMs)
    const plans = this.#plansFor(images)
    return eachOperation(this.#log, images, {
      nameOf: pathOf,
      plan: (image) => {
        const operation = plans.trash(image, now)
        if (operation === undefined) return { value: undefined }
        return { operation, toValue: (made) => toDeleted(image, made) }
      },
    })
  }

  remove(images: readonly ImageFile[]): Promise<FileAnswers['remove']> {
    const plans = this.#plansFor(images)
    return eachOperation(this.#log, images, {
      nameOf: pathOf,
      plan: (image) => {
        const discarded = `${stagingDirectory}/${ownedName('.gone')}`
        const moves = plans.files(image.path, (path) => `${discarded}/${path}`)
        if (moves.length === 0) return { value: undefined }
        return {
          operation: { moves, created: discarded, discarded },
          toValue: (made) => toDeleted(image, made),
          rescue: (error) => {
            // Deleting for good must work on a disk that is too full for a plan.
            if (!isDiskFull(error)) throw error
            this.#unlink(moves)
            return toDeleted(image, moves)
          },
        }
      },
    })
  }

  async restore(ids: readonly string[]): Promise<FileAnswers['restore']> {
    const items = this.#can.newest(ids)
    const plans = this.#plansFor([])
    const restored = await eachOperation(this.#log, ids, {
      nameOf: (id) => id,
      plan: async (id) => {
        const item = items.get(presentId(id))
        if (item === undefined) return { value: undefined }
        const home = splitPath(item.manifest.path).directory
        const obstacle = await findObstacle(this.#root, home)
        if (obstacle !== undefined)
          throw new GalleryWriteError(home, 'ENOTDIR', new Error(obstacle))
        return { operation: plans.restore(item), toValue: ([made]) => made?.to }
      },
    })
    const days = new Set([...items.values()].map(({ directory }) => splitPath(directory).directory))
    for (const day of days) this.#can.removeIfEmpty(day)
    return restored
  }

  async move(images: readonly ImageFile[], wanted: string): Promise<FileAnswers['move']> {
    const plans = this.#plansFor(images)
    const folder = await folderOnDisk(this.#root, wanted)
    const obstacle = await findObstacle(this.#root, folder)
    return await eachOperation(this.#log, images, {
      nameOf: pathOf,
      plan: ({ path }) => {
        if (splitPath(path).directory === folder) return { value: path }
        if (obstacle !== undefined) throw new InvalidPathError(folder, obstacle)
        const operation = plans.move(path, folder)
        if (operation === undefined) return { value: undefined }
        return { operation, toValue: ([made]) => made?.to }
      },
    })
  }

  sidecars(images: readonly ImageFile[]): FileAnswers['sidecars'] {
    const related = this.#relatedFor(images)
    return images.map(({ path }) =>
      attempt(path, () => {
        if (this.#folder.stat(path) === undefined) return undefined
        const { directory, name } = splitPath(path)
        const sidecar = joinPath(directory, related({ directory, name }).annotations)
        return { path: sidecar, text: this.#folder.readText(sidecar) }
      }),
    )
  }

  async write(files: readonly TextFile[]): Promise<FileAnswers['write']> {
    const outcomes: FileOutcome<true>[] = []
    await inTurns(files, async ({ path, text }, place) => {
      try {
        this.#log.checkTurn()
        await this.#folder.write(path, text)
        outcomes[place] = { value: true }
      } catch (error) {
        outcomes[place] = { failure: toFailure(error, path) }
      }
    })
    return outcomes
  }

  trashed(id?: string): FileAnswers['trashed'] {
    return this.#can.directories(id === undefined ? undefined : [id])
  }

  items(directories: readonly string[]): FileAnswers['items'] {
    return this.#can.read(directories)
  }

  discard(directories: readonly string[]): FileAnswers['discard'] {
    return directories.map((directory) =>
      attempt(directory, () => {
        this.#log.discard(directory)
        this.#can.removeIfEmpty(splitPath(directory).directory)
        return true
      }),
    )
  }

  settle(): FileAnswers['settle'] {
    const { settled, failures } = this.#log.recover()
    return { settled, failures: failures.map((error) => toFailure(error, stagingDirectory)) }
  }

  #plansFor(images: readonly ImageFile[]): FilePlans {
    const related = this.#relatedFor(images)
    return new FilePlans({ folder: this.#folder, can: this.#can, related })
  }

  /** Finds the other files of each of these images. */
  #relatedFor(images: readonly ImageFile[]): (file: FileName) => RelatedFiles {
    const root = this.#root
    const mayHave = listDirectories(root, images.map(pathOf).map(splitPath))
    return (file) => findRelatedFiles(this.#module, { root, mayHave }, file)
  }

  /** The image goes last: a kill before leaves an image that can be deleted again, not orphaned files. */
  #unlink(moves: readonly Move[]): void {
    for (const { from } of moves.toReversed()) this.#folder.remove(from)
  }
}

function toDeleted({ id }: ImageFile, moves: readonly Move[]): DeletedImage | undefined {
  return moves.length === 0 ? undefined : { id, deletedFiles: moves.map(({ from }) => from) }
}
