import type { Stats } from 'node:fs'
import type { FileName, RelatedFiles } from '../scan/scan-protocol.ts'
import { joinPath, splitPath } from '../table/join-path.ts'
import type { ImageFile } from './file-protocol.ts'
import type { Operation } from './operation-log.ts'
import type { Move } from './operation-plan.ts'
import { renaming } from './renaming.ts'
import type { RootFolder } from './root-folder.ts'
import { manifestPath, type TrashCan, type TrashItem, type TrashManifest } from './trash-can.ts'

interface FilePlansOptions {
  readonly folder: RootFolder
  readonly can: TrashCan
  /** The other files of an image. */
  readonly related: (file: FileName) => RelatedFiles
}

/** Finds out which files of an image would be moved where. */
export class FilePlans {
  readonly #folder: RootFolder
  readonly #can: TrashCan
  readonly #related: (file: FileName) => RelatedFiles

  constructor({ folder, can, related }: FilePlansOptions) {
    this.#folder = folder
    this.#can = can
    this.#related = related
  }

  /** The moves of an image and what belongs to it, with the image first; none when it is gone. */
  files(path: string, target: (path: string) => string): readonly Move[] {
    const { directory, name } = splitPath(path)
    const { sidecars, thumbnails } = this.#related({ directory, name })
    const moves: Move[] = []
    for (const other of [name, ...sidecars, ...thumbnails]) {
      const from = joinPath(directory, other)
      const stats = this.#folder.stat(from)
      if (stats !== undefined) moves.push(toMove(from, target(from), stats))
      else if (other === name) return []
    }
    return moves
  }

  /** To a directory of its own in the trash, which is made; undefined when the image is gone. */
  trash({ id, path }: ImageFile, now: Date): Operation | undefined {
    const { directory: home } = splitPath(path)
    const nameInTrash = (from: string): string => (home === '' ? from : from.slice(home.length + 1))
    const files = this.files(path, nameInTrash)
    if (files.length === 0) return undefined
    const directory = this.#can.makeDirectory(id, now)
    const manifest: TrashManifest = {
      schema: 'darkroom-trash/1',
      id,
      path,
      deleted_at: now.toISOString(),
      files: files.map(({ from, to, size }) => ({ from, name: to, size })),
    }
    return {
      moves: files.map((move) => ({ ...move, to: `${directory}/${move.to}` })),
      created: directory,
      record: { path: manifestPath(directory), text: JSON.stringify(manifest, undefined, 2) },
    }
  }

  /** From the trash to where it was, or beside what has its name there now. */
  restore({ directory, manifest }: TrashItem): Operation {
    const home = splitPath(manifest.path).directory
    const files = manifest.files.map(({ from }) => from)
    const rename = this.#freeName(files, home)
    const moves = manifest.files.flatMap(({ from, name }) => {
      const stats = this.#folder.stat(`${directory}/${name}`)
      return stats === undefined ? [] : toMove(`${directory}/${name}`, rename(from), stats)
    })
    return { moves, discarded: directory }
  }

  /** To another folder; undefined when the image is gone. */
  move(path: string, folder: string): Operation | undefined {
    const files = this.files(path, (from) => from)
    if (files.length === 0) return undefined
    const rename = this.#freeName(
      files.map(({ from }) => from),
      folder,
    )
    return { moves: files.map((move) => ({ ...move, to: rename(move.from) })) }
  }

  /** Free names for the files of an image in `folder`: unchanged, or with a number when one is taken. */
  #freeName(files: readonly string[], folder: string): (path: string) => string {
    for (let number = 1; ; number += 1) {
      const rename = renaming(files[0] ?? '', folder, number === 1 ? '' : `-${number}`)
      const isTaken = files
        .filter(isLasting)
        .some((path) => this.#folder.stat(rename(path)) !== undefined)
      if (!isTaken) return rename
    }
  }
}

function toMove(from: string, to: string, { size, mtimeMs }: Stats): Move {
  return { from, to, size, mtime_ms: mtimeMs }
}

/** Whether a file must be kept; a thumbnail at the target belongs to no image and is made anew. */
function isLasting(path: string): boolean {
  return !splitPath(path).directory.endsWith('.thumbnails')
}
