import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { ViewedFile } from '@darkroom/comfy-client'
import {
  errorCode,
  holdDirectory,
  isMissing,
  isReadOnly,
  syncDirectory,
  writeDurably,
} from '@darkroom/foundation'
import { z } from 'zod'
import type { JobImage } from '../job/job-view.ts'
import { imagePathsOf, mostImages, sidecarPathOf } from '../job/output-names.ts'
import type { FailpointName } from '../options.ts'
import { DiskReserveError } from './errors.ts'
import { makeGalleryFolder } from './make-gallery-folder.ts'
import { type ReceiveOptions, receivePicture } from './receive-picture.ts'

export interface DeliveryLimits
  extends Pick<ReceiveOptions, 'mostPixels' | 'rateWindowMs' | 'now'> {
  /** Whether the disk has more left than is kept for pictures of ordinary size. */
  readonly hasSpace: () => Promise<boolean>
}

/** A picture up to this size may use the reserve; beyond it, free space is looked at each time as much has come. */
const ordinaryBytes = 8 * 2 ** 20

type Download = (signal: AbortSignal) => Promise<ViewedFile>

export interface Delivery {
  readonly jobId: string
  /** Path below the root, without extension. */
  readonly stem: string
  /** One download for each picture; called in order. */
  readonly downloads: readonly Download[]
  readonly limits: DeliveryLimits
  /** Text of the sidecar of one picture, counted from 0. */
  readonly sidecar: (index: number, sha256: string) => string
  readonly signal: AbortSignal
}

const ownedSchema = z.object({ request_id: z.string() })

/**
 * The part of the gallery's folder that this package writes: staging, pictures and their sidecars. Everything comes out
 * of staging, which is made when the folder is known to be the gallery: in any other folder every write fails.
 */
export class GalleryFiles {
  readonly #root: string
  readonly #staging: string
  readonly #failpoint: (name: FailpointName) => void | Promise<void>

  constructor(options: {
    root: string
    failpoint: (name: FailpointName) => void | Promise<void>
  }) {
    this.#root = options.root
    this.#staging = join(options.root, '.staging')
    this.#failpoint = options.failpoint
  }

  /** Empties staging, for nothing in it outlives the process that wrote it. */
  async prepare(): Promise<void> {
    await rm(this.#staging, { recursive: true, force: true })
    await this.makeStaging()
  }

  /** Makes staging in a folder that is known to be the gallery. */
  async makeStaging(): Promise<void> {
    try {
      await mkdir(this.#staging)
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error
    }
  }

  /**
   * Stores a job's pictures, whole and durable before they get their names. The same job always writes the same names,
   * so storing twice leaves one set.
   */
  async store(delivery: Delivery): Promise<readonly JobImage[]> {
    const paths = imagePathsOf(delivery.stem, delivery.downloads.length)
    const images: JobImage[] = []
    for (const [index, download] of delivery.downloads.entries()) {
      const path = paths[index] ?? delivery.stem
      images.push(await this.#stage(delivery, { path, download, index }))
    }
    await this.#failpoint('stage.after-sync')
    await this.#place(delivery, images)
    return images
  }

  /**
   * Removes a job's uncommitted files. Files that bear another job's id stay, and so does everything in a read-only
   * folder.
   */
  async discard(jobId: string, stem: string): Promise<void> {
    for (const path of imagePathsOf(stem, mostImages)) {
      if (!(await this.#belongsTo(jobId, sidecarPathOf(path)))) return
      await unlessReadOnly(rm(join(this.#root, path), { force: true }))
      await unlessReadOnly(rm(join(this.#root, sidecarPathOf(path)), { force: true }))
    }
  }

  /** Writes a whole file, for those that describe a batch or sequence. */
  async write(path: string, text: string): Promise<void> {
    const temporary = join(this.#staging, `${path.replaceAll('/', '_')}.part`)
    try {
      await writeDurably(temporary, text)
      await this.#moveIn(temporary, path)
    } catch (error) {
      // The first failure is reported, so a failed cleanup is ignored.
      await rm(temporary, { force: true }).catch(() => undefined)
      throw error
    }
    await syncDirectory(dirname(join(this.#root, path)))
  }

  /** Reads a file; undefined when there is none. */
  async read(path: string): Promise<string | undefined> {
    try {
      return await readFile(join(this.#root, path), 'utf8')
    } catch (error) {
      if (isMissing(error)) return undefined
      throw error
    }
  }

  #part(jobId: string, index: number, extension: string): string {
    return join(this.#staging, `${jobId}.${index + 1}.${extension}part`)
  }

  async #stage(
    { jobId, sidecar, limits, signal }: Delivery,
    { path, download, index }: { path: string; download: Download; index: number },
  ): Promise<JobImage> {
    const part = this.#part(jobId, index, '')
    try {
      await using handle = await open(part, 'w')
      const received = await receivePicture(await download(signal), handle, {
        ...limits,
        signal,
        onPiece: (size) => this.#makeSure(size, limits),
      })
      // Picture and sidecar are written together, and both are on the disk before anything else happens.
      const text = sidecar(index, received.sha256)
      const written = await Promise.allSettled([
        handle.datasync(),
        writeDurably(this.#part(jobId, index, 'json.'), text),
      ])
      for (const one of written) if (one.status === 'rejected') throw one.reason
      return { path, ...received }
    } catch (error) {
      await rm(part, { force: true })
      await rm(this.#part(jobId, index, 'json.'), { force: true })
      throw error
    }
  }

  /** Makes sure that the disk has room for the next piece of a picture of which so much is written. */
  async #makeSure(
    { before, after }: { before: number; after: number },
    { hasSpace }: DeliveryLimits,
  ): Promise<void> {
    await this.#failpoint('view.mid')
    if (Math.floor(before / ordinaryBytes) === Math.floor(after / ordinaryBytes)) return
    if (!(await hasSpace())) throw new DiskReserveError()
  }

  async #place({ jobId }: Delivery, images: readonly JobImage[]): Promise<void> {
    for (const [index, { path }] of images.entries()) {
      await this.#moveIn(this.#part(jobId, index, 'json.'), sidecarPathOf(path))
      await this.#moveIn(this.#part(jobId, index, ''), path)
    }
    const folders = new Set(images.map(({ path }) => dirname(join(this.#root, path))))
    for (const folder of folders) await syncDirectory(folder)
    await this.#failpoint('rename.after')
  }

  /** Renames a staged file to its place, where it replaces what has its name. Never through a link, which leads outside. */
  async #moveIn(staged: string, path: string): Promise<void> {
    const folder = dirname(path)
    await makeGalleryFolder(folder, { root: this.#root, staging: this.#staging })
    await using held = await holdDirectory(this.#root, folder)
    await rename(staged, held.at(basename(path)))
  }

  async #belongsTo(jobId: string, sidecar: string): Promise<boolean> {
    const text = await this.read(sidecar)
    if (text === undefined) return false
    try {
      return ownedSchema.safeParse(JSON.parse(text)).data?.request_id === jobId
    } catch (error) {
      if (error instanceof SyntaxError) return false
      throw error
    }
  }
}

async function unlessReadOnly(work: Promise<void>): Promise<void> {
  try {
    await work
  } catch (error) {
    if (!isReadOnly(error)) throw error
  }
}
