import { access, open, readFile, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { ViewedFile } from '@darkroom/comfy-client'
import {
  holdDirectory,
  isMissing,
  isReadOnly,
  syncDirectory,
  writeDurably,
} from '@darkroom/foundation'
import { z } from 'zod'
import type { JobOutput, OutputOrigin } from '../job/job-output.ts'
import { mostOutputs, outputPathOf } from '../job/output-names.ts'
import type { FailpointName } from '../options.ts'
import { DiskReserveError } from './errors.ts'
import { makeGalleryFolder } from './make-gallery-folder.ts'
import { readText } from './read-text.ts'
import { type ReceiveOptions, receiveFile } from './receive-file.ts'
import { Staging } from './staging.ts'

export interface DeliveryLimits
  extends Pick<ReceiveOptions, 'mostPixels' | 'rateWindowMs' | 'now'> {
  /** Whether the disk has more left than is kept for pictures of ordinary size. */
  readonly hasSpace: () => Promise<boolean>
}

/** A picture up to this size may use the reserve; beyond it, free space is looked at each time as much has come. */
const ordinaryBytes = 8 * 2 ** 20

/** A file to be stored. */
export interface Source extends OutputOrigin {
  readonly open: (signal: AbortSignal) => Promise<ViewedFile>
}

export interface Delivery {
  readonly jobId: string
  /** Path below the root, without extension. */
  readonly stem: string
  /** What is to be stored; opened in order. */
  readonly sources: readonly Source[]
  /** Throws when the job may be another's by now, by the clock: nothing of it is removed or gets its name then. */
  readonly checkHeld: () => Promise<void>
  /** Called before the first is opened; throws when these are not all of them. */
  readonly before: (signal: AbortSignal) => Promise<void>
  /** Called when all have their names, while those are made durable; throws when they are not in the gallery. */
  readonly placed: () => Promise<void>
  readonly limits: DeliveryLimits
  /** Text of the sidecar of one file; `index` counts the pictures and videos before it. */
  readonly sidecar: (index: number, output: JobOutput) => string
  readonly signal: AbortSignal
}

const sidecarSchema = z.object({
  request_id: z.string(),
  output: z.object({ file: z.string() }).optional(),
})

/**
 * The part of the gallery's folder that this package writes: staging, files of jobs and their sidecars. Everything comes out
 * of staging, which is made when the folder is known to be the gallery: in any other folder every write fails. Of several
 * processes that share the folder, the one that has the lease of a job touches its files.
 */
export class GalleryFiles {
  readonly #root: string
  readonly #staging: Staging
  readonly #failpoint: (name: FailpointName) => void | Promise<void>

  constructor(options: {
    root: string
    failpoint: (name: FailpointName) => void | Promise<void>
  }) {
    this.#root = options.root
    this.#staging = new Staging(options.root)
    this.#failpoint = options.failpoint
  }

  /** Makes staging, and removes what processes that have ended left in theirs. */
  async prepare(): Promise<void> {
    await this.makeStaging()
    await this.#staging.removeLeftovers()
  }

  /** Makes staging in a folder that is known to be the gallery. */
  async makeStaging(): Promise<void> {
    await this.#staging.make()
  }

  /**
   * Stores a job's files, whole and durable before they get their names. The same job always writes the same names,
   * so storing twice leaves one set. What was left of it by who had the job before, here or in another process, is removed.
   */
  async store(delivery: Delivery): Promise<readonly JobOutput[]> {
    await this.#staging.takeFromOthers(delivery.jobId)
    await delivery.checkHeld()
    await this.discard(delivery.jobId, delivery.stem)
    await delivery.before(delivery.signal)
    const outputs: JobOutput[] = []
    try {
      for (const [index, source] of delivery.sources.entries()) {
        const before = outputs.filter(({ inGallery }) => inGallery).length
        outputs.push(await this.#stage(delivery, { source, index, before }))
      }
      await this.#failpoint('stage.after-sync')
      await this.#place(delivery, outputs)
      return outputs
    } catch (error) {
      // The job may be another's by now, who would leave them here. The first failure is reported, so a failed cleanup is ignored.
      await this.#staging.takeOwn(delivery.jobId).catch(() => undefined)
      throw error
    }
  }

  /**
   * Removes a job's uncommitted files. Files that bear another job's id stay, and so does everything in a read-only
   * folder.
   */
  async discard(jobId: string, stem: string): Promise<void> {
    for (let index = 0; index < mostOutputs; index += 1) {
      const path = outputPathOf(stem, index)
      const file = await this.#fileOf(jobId, path)
      if (file === undefined) return
      await unlessReadOnly(rm(join(this.#root, dirname(path), file), { force: true }))
      await unlessReadOnly(rm(join(this.#root, `${path}.json`), { force: true }))
    }
  }

  /** Writes a whole file, for those that describe a batch or sequence. */
  async write(path: string, text: string): Promise<void> {
    const temporary = this.#staging.at(`${path.replaceAll('/', '_')}.part`)
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
    return this.#staging.at(`${jobId}.${index + 1}.${extension}part`)
  }

  async #stage(
    { jobId, stem, sidecar, limits, signal }: Delivery,
    { source, index, before }: { source: Source; index: number; before: number },
  ): Promise<JobOutput> {
    await using handle = await open(this.#part(jobId, index, ''), 'w+')
    const { open: download, ...origin } = source
    const { extension, ...received } = await receiveFile(await download(signal), handle, {
      ...limits,
      name: origin.filename,
      signal,
      onPiece: (size) => this.#makeSure(size, limits),
    })
    const path = `${outputPathOf(stem, index)}.${extension}`
    const text = received.kind === 'text' ? await readText(handle) : undefined
    const output = { path, ...received, ...origin, ...(text === undefined ? {} : { text }) }
    // File and sidecar are written together, and both are on the disk before anything else happens.
    const written = await Promise.allSettled([
      handle.datasync(),
      writeDurably(this.#part(jobId, index, 'json.'), sidecar(before, output)),
    ])
    for (const one of written) if (one.status === 'rejected') throw one.reason
    return output
  }

  /** Makes sure that the disk has room for the next piece of a file of which so much is written. */
  async #makeSure(
    { before, after }: { before: number; after: number },
    { hasSpace }: DeliveryLimits,
  ): Promise<void> {
    await this.#failpoint('view.mid')
    if (Math.floor(before / ordinaryBytes) === Math.floor(after / ordinaryBytes)) return
    if (!(await hasSpace())) throw new DiskReserveError()
  }

  async #place(
    { jobId, stem, placed, checkHeld }: Delivery,
    outputs: readonly JobOutput[],
  ): Promise<void> {
    const folder = dirname(stem)
    await using held = await this.#hold(folder)
    // Who has the job by now has taken away what we staged: then the sidecar must not come without its picture.
    for (const index of outputs.keys()) await access(this.#part(jobId, index, ''))
    for (const [index, { path }] of outputs.entries()) {
      const name = basename(outputPathOf(stem, index))
      // Whoever stood still meanwhile must not replace what another has committed.
      await checkHeld()
      await rename(this.#part(jobId, index, 'json.'), held.at(`${name}.json`))
      await rename(this.#part(jobId, index, ''), held.at(basename(path)))
    }
    const ends = await Promise.allSettled([syncDirectory(held.path), placed()])
    for (const end of ends) if (end.status === 'rejected') throw end.reason
    await this.#failpoint('rename.after')
  }

  /** Renames a staged file to its place, where it replaces what has its name. */
  async #moveIn(staged: string, path: string): Promise<void> {
    await using held = await this.#hold(dirname(path))
    await rename(staged, held.at(basename(path)))
  }

  /** Holds a folder, which is made where it is missing. Never through a link, which leads outside. */
  async #hold(folder: string): ReturnType<typeof holdDirectory> {
    try {
      return await holdDirectory(this.#root, folder)
    } catch (error) {
      if (!isMissing(error)) throw error
    }
    await makeGalleryFolder(folder, { root: this.#root, staging: this.#staging.path })
    return await holdDirectory(this.#root, folder)
  }

  /** Name of the file that a sidecar of this job is about; undefined when it is another's, or there is none. */
  async #fileOf(jobId: string, path: string): Promise<string | undefined> {
    const text = await this.read(`${path}.json`)
    if (text === undefined) return undefined
    try {
      const sidecar = sidecarSchema.safeParse(JSON.parse(text)).data
      if (sidecar?.request_id !== jobId) return undefined
      const own = `${basename(path)}.`
      const file = sidecar.output?.file ?? `${own}png`
      // Somebody may have written into the sidecar; nothing else is removed for that.
      return file.startsWith(own) && basename(file) === file ? file : `${own}png`
    } catch (error) {
      if (error instanceof SyntaxError) return undefined
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
