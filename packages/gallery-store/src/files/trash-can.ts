import { errorCode } from '@darkroom/foundation'
import { z } from 'zod'
import { presentId } from '../image-id.ts'
import { isRelativePath } from './check-path.ts'
import type { RootFolder } from './root-folder.ts'

const manifestName = 'manifest.json'
const trashDirectory = '.trash'

/** The record beside every image in the trash. */
export interface TrashManifest {
  readonly schema: 'darkroom-trash/1'
  readonly id: string
  /** The former path of the image. */
  readonly path: string
  readonly deleted_at: string
  /** The files, image first: `from` is the former path, `name` the one in the manifest's directory. */
  readonly files: readonly { readonly from: string; readonly name: string; readonly size: number }[]
}

const pathSchema = z.string().refine(isRelativePath)

const manifestSchema: z.ZodType<TrashManifest> = z.object({
  schema: z.literal('darkroom-trash/1'),
  id: z.string(),
  path: pathSchema,
  deleted_at: z.string(),
  files: z.array(z.object({ from: pathSchema, name: pathSchema, size: z.number() })),
})

export interface TrashItem {
  /** The directory, relative to the root. */
  readonly directory: string
  readonly manifest: TrashManifest
}

/** Reads the content of `.trash/<day>/<id>/`. */
export class TrashCan {
  readonly #folder: RootFolder

  constructor(folder: RootFolder) {
    this.#folder = folder
  }

  /** Makes a directory for this id; another process that trashes the same image gets another directory. */
  makeDirectory(id: string, now: Date): string {
    const day = `${trashDirectory}/${dayName(now)}`
    for (let number = 1; ; number += 1) {
      const directory = `${day}/${number === 1 ? id : `${id}~${number}`}`
      try {
        this.#folder.makeDirectory(directory)
        return directory
      } catch (error) {
        // The directory is taken, or the day's one has just been removed as empty.
        if (errorCode(error) === 'ENOENT') number -= 1
        else if (errorCode(error) !== 'EEXIST') throw error
      }
    }
  }

  /** The directories of all items, or of those with these ids, in either form. */
  directories(ids?: readonly string[]): readonly string[] {
    const wanted = ids && new Set(ids.map(presentId))
    return this.#days().flatMap((day) =>
      this.#folder
        .list(`${trashDirectory}/${day}`)
        .filter((name) => wanted?.has(presentId(name.split('~')[0] ?? '')) ?? true)
        .map((name) => `${trashDirectory}/${day}/${name}`),
    )
  }

  /** The items of these directories, newest first; one without a record is none. */
  read(directories: readonly string[]): readonly TrashItem[] {
    const items = directories.flatMap((directory) => {
      const manifest = this.#readManifest(directory)
      return manifest === undefined ? [] : [{ directory, manifest }]
    })
    return items.sort(byNewest)
  }

  /** The newest item of each of these ids, by its present form. */
  newest(ids: readonly string[]): ReadonlyMap<string, TrashItem> {
    const items = this.read(this.directories(ids)).toReversed()
    return new Map(items.map((item) => [presentId(item.manifest.id), item]))
  }

  /** Removes a day's directory if it is empty. */
  removeIfEmpty(day: string): void {
    try {
      this.#folder.removeEmptyDirectory(day)
    } catch {
      // The directory is not empty.
    }
  }

  #days(): readonly string[] {
    return this.#folder.list(trashDirectory).filter((name) => /^\d{8}$/.test(name))
  }

  #readManifest(directory: string): TrashManifest | undefined {
    try {
      return manifestSchema.parse(JSON.parse(this.#folder.readText(manifestPath(directory)) ?? ''))
    } catch {
      return undefined
    }
  }
}

export function manifestPath(directory: string): string {
  return `${directory}/${manifestName}`
}

export function byNewest(a: TrashItem, b: TrashItem): number {
  return Date.parse(b.manifest.deleted_at) - Date.parse(a.manifest.deleted_at)
}

/** The local day as `YYYYMMDD`. */
function dayName(date: Date): string {
  const digits = [date.getFullYear(), date.getMonth() + 1, date.getDate()]
  return digits.map((part) => String(part).padStart(2, '0')).join('')
}
