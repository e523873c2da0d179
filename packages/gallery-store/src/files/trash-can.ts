import { errorCode } from '@darkroom/foundation'
import { z } from 'zod'
import { idPrefix, presentId } from '../image-id.ts'
import { splitPath } from '../table/join-path.ts'
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

  /** Writes the record of a directory. */
  async writeManifest(directory: string, manifest: TrashManifest): Promise<void> {
    await this.#folder.write(manifestPath(directory), JSON.stringify(manifest, undefined, 2))
  }

  /** Makes a directory for this id; another process that trashes the same image gets another directory. */
  async makeDirectory(id: string, now: Date): Promise<string> {
    const day = `${trashDirectory}/${dayName(now)}`
    for (let number = 1; ; number += 1) {
      const directory = `${day}/${number === 1 ? id : `${id}~${number}`}`
      try {
        await this.#folder.makeDirectory(directory)
        return directory
      } catch (error) {
        // The directory is taken, or the day's one has just been removed as empty.
        if (errorCode(error) === 'ENOENT') number -= 1
        else if (errorCode(error) !== 'EEXIST') throw error
      }
    }
  }

  /** The items of this id, newest first. */
  async find(id: string): Promise<readonly TrashItem[]> {
    const found: TrashItem[] = []
    const hash = presentId(id).slice(idPrefix.length)
    for (const day of await this.#days()) {
      const names = await this.#folder.list(`${trashDirectory}/${day}`)
      // Names of both forms of the id have its present one at their end, or before a number.
      const own = names
        .filter((name) => name.includes(hash))
        .filter((name) => presentId(name.split('~')[0] ?? '') === presentId(id))
      found.push(...(await this.#read(own.map((name) => `${trashDirectory}/${day}/${name}`))))
    }
    return found.sort(byNewest)
  }

  /** All items, newest first. */
  async items(): Promise<readonly TrashItem[]> {
    const all: TrashItem[] = []
    for (const day of await this.#days()) {
      const names = await this.#folder.list(`${trashDirectory}/${day}`)
      all.push(...(await this.#read(names.map((name) => `${trashDirectory}/${day}/${name}`))))
    }
    return all.sort(byNewest)
  }

  /** Removes the day's directory if it is empty. */
  async removeEmptyDay(directory: string): Promise<void> {
    try {
      await this.#folder.removeEmptyDirectory(splitPath(directory).directory)
    } catch {
      // The directory is not empty.
    }
  }

  async #days(): Promise<string[]> {
    const names = await this.#folder.list(trashDirectory)
    return names.filter((name) => /^\d{8}$/.test(name))
  }

  async #read(directories: readonly string[]): Promise<TrashItem[]> {
    const items: TrashItem[] = []
    for (const directory of directories) {
      const manifest = await this.#readManifest(directory)
      if (manifest !== undefined) items.push({ directory, manifest })
    }
    return items
  }

  async #readManifest(directory: string): Promise<TrashManifest | undefined> {
    try {
      const text = await this.#folder.readText(manifestPath(directory))
      return manifestSchema.parse(JSON.parse(text ?? ''))
    } catch {
      return undefined
    }
  }
}

function manifestPath(directory: string): string {
  return `${directory}/${manifestName}`
}

function byNewest(a: TrashItem, b: TrashItem): number {
  return Date.parse(b.manifest.deleted_at) - Date.parse(a.manifest.deleted_at)
}

/** The local day as `YYYYMMDD`. */
function dayName(date: Date): string {
  const digits = [date.getFullYear(), date.getMonth() + 1, date.getDate()]
  return digits.map((part) => String(part).padStart(2, '0')).join('')
}
