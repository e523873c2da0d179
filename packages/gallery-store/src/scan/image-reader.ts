import { closeSync, lstatSync, openSync, type Stats } from 'node:fs'
import { join } from 'node:path'
import { errorCode, isMissing, plainFlags } from '@darkroom/foundation'
import type { EntryRecord } from '../entry-record.ts'
import type { ImageDescription, MetadataModule, Sidecar } from '../metadata-module.ts'
import { createFileSource } from './file-source.ts'
import { sharedSidecar } from './names.ts'
import { largestSidecar, readSidecarText } from './read-sidecar-text.ts'
import { addToStamp } from './stamp.ts'
import { toRecord } from './to-record.ts'

/** The time without change after which an image that ends too early counts as damaged. */
const settledMs = 30_000

export type ImageReading =
  | { readonly status: 'image'; readonly record: EntryRecord }
  | { readonly status: 'unchanged' | 'incomplete' | 'missing' }

interface ReadOptions {
  /** The names in the directory, if it has been listed. */
  readonly listing?: ReadonlySet<string>
  readonly knownStamp?: number | undefined
}

/** Reads images of one directory, held by the caller; files shared by several are read once. */
export class ImageReader {
  readonly #module: MetadataModule
  readonly #directory: string
  readonly #shared = new Map<string, { stats: Stats; text: string | undefined }>()

  constructor(module: MetadataModule, absoluteDirectory: string) {
    this.#module = module
    this.#directory = absoluteDirectory
  }

  stat(name: string): Stats | undefined {
    try {
      return lstatSync(join(this.#directory, name), { throwIfNoEntry: false })
    } catch (error) {
      if (isAbsent(error)) return undefined
      throw error
    }
  }

  read(name: string, stats: Stats, options: ReadOptions = {}): ImageReading {
    const sidecars = this.#findSidecars(name, options.listing)
    let stamp = addToStamp(0, stats)
    for (const sidecar of sidecars) stamp = addToStamp(stamp, sidecar.stats)
    if (stamp === options.knownStamp) return { status: 'unchanged' }
    const texts = sidecars.flatMap((sidecar) => this.#readSidecar(sidecar) ?? [])
    const description = this.describe(name, stats.size, texts)
    if (description === undefined) return { status: 'missing' }
    if (description === 'unreadable' || !description.complete) {
      if (Date.now() - stats.mtimeMs <= settledMs) return { status: 'incomplete' }
    }
    return { status: 'image', record: toRecord(name, stats, stamp, description) }
  }

  /** Describes an image; `unreadable` when the parser failed or the system refused. */
  describe(
    name: string,
    size: number,
    sidecars: readonly Sidecar[],
    options: { readonly raw?: boolean } = {},
  ): ImageDescription | 'unreadable' | undefined {
    let descriptor: number
    try {
      descriptor = openSync(join(this.#directory, name), plainFlags)
    } catch (error) {
      return isAbsent(error) ? undefined : 'unreadable'
    }
    try {
      const source = createFileSource(descriptor, size)
      return this.#module.readImageMetadata({ name, source, sidecars }, options)
    } catch {
      return 'unreadable'
    } finally {
      closeSync(descriptor)
    }
  }

  sidecars(name: string): readonly Sidecar[] {
    return this.#findSidecars(name).flatMap((sidecar) => this.#readSidecar(sidecar) ?? [])
  }

  #findSidecars(name: string, listing?: ReadonlySet<string>): { name: string; stats: Stats }[] {
    const found: { name: string; stats: Stats }[] = []
    for (const candidate of this.#module.sidecarNames(name)) {
      if (listing !== undefined && !listing.has(candidate)) continue
      const stats = this.#shared.get(candidate)?.stats ?? this.stat(candidate)
      if (stats?.isFile() && stats.size <= largestSidecar) found.push({ name: candidate, stats })
    }
    return found
  }

  #readSidecar({ name, stats }: { name: string; stats: Stats }): Sidecar | undefined {
    const shared = this.#shared.get(name)
    if (shared !== undefined)
      return shared.text === undefined ? undefined : { name, text: shared.text }
    const text = readSidecarText(join(this.#directory, name), stats.size)
    if (name === sharedSidecar) this.#shared.set(name, { stats, text })
    return text === undefined ? undefined : { name, text }
  }
}

/**
 * Whether a file is absent, as one behind a link is. A sidecar's name may be too long to exist when the image's just
 * fits.
 */
export function isAbsent(error: unknown): boolean {
  return isMissing(error) || ['ENAMETOOLONG', 'ELOOP', 'EMLINK'].includes(errorCode(error))
}
