import { setTimeout as delay } from 'node:timers/promises'
import { untilAborted } from '@darkroom/foundation'
import type { Logger } from '../options.ts'
import { type DiskReport, isStorable, obstacleOf } from './disk-report.ts'
import { GalleryIdentity } from './gallery-identity.ts'
import { markerName } from './gallery-marker.ts'
import { lookAtGallery } from './look-at-gallery.ts'
import { MarkerFile } from './marker-file.ts'

export interface GalleryDiskOptions {
  /** Absolute path of the gallery's folder. */
  readonly root: string
  /** Absolute path; keeps which gallery the folder was. */
  readonly stateDirectory: string
  /** Free bytes below which the disk is low. Default 512 MiB; 0 is never. */
  readonly minFreeBytes?: number
  /** Milliseconds between looks while nothing can be stored. Default 1,000. */
  readonly pollMs?: number
  /** Milliseconds after which a disk that does not answer is away. Default 2,000. */
  readonly patienceMs?: number
  readonly logger?: Pick<Logger, 'info' | 'warn'>
}

/**
 * Whether the gallery's folder is there, is the one it was, and can be written: the one place that everybody asks who
 * takes jobs, runs them, or changes files of the gallery.
 */
export class GalleryDisk implements Disposable {
  readonly #options: GalleryDiskOptions
  readonly #identity: GalleryIdentity
  readonly #marker: MarkerFile
  readonly #changed = new EventTarget()
  readonly #firstUses: (() => Promise<void>)[] = []
  readonly #closing = new AbortController()
  #report: DiskReport | undefined
  #looking: Promise<DiskReport> | undefined
  /** The look that begins when the one under way has ended. */
  #nextLook: Promise<DiskReport> | undefined
  #polling: Promise<void> | undefined

  constructor(options: GalleryDiskOptions) {
    this.#options = options
    this.#identity = new GalleryIdentity(options)
    this.#marker = new MarkerFile(options.root)
  }

  /** As it was when somebody looked last; away before the first look. */
  get report(): DiskReport {
    return this.#report ?? { state: 'missing', reason: 'gone' }
  }

  /** A folder where no gallery was before becomes one, and is made when missing; one that is known is never made. */
  async open(): Promise<DiskReport> {
    await this.#identity.open()
    return this.look()
  }

  /**
   * Looks now. Those who ask while somebody looks share the next look: what began before they asked may have seen a disk that has
   * gone since. A disk that hangs counts as away.
   */
  look(): Promise<DiskReport> {
    const giveUp = () => this.#publish({ state: 'missing', reason: 'unreachable' })
    return this.#patiently(this.#shareLook(), giveUp)
  }

  /** Whether the gallery is there, for who only reads: its marker says so, and only where it does not is all looked at. */
  async isThere(): Promise<boolean> {
    const sees = async () => {
      try {
        const text = await this.#marker.text()
        return text !== undefined && this.#identity.isOurs(text)
      } catch {
        return false
      }
    }
    const wasThere = this.report.state !== 'missing'
    if (wasThere && (await this.#patiently(sees(), () => false))) return true
    return (await this.look()).state !== 'missing'
  }

  /** What the disk answers, or what is to be told when it takes too long. */
  async #patiently<T>(answer: Promise<T>, giveUp: () => T): Promise<T> {
    const { patienceMs = 2_000 } = this.#options
    const { promise: late, resolve } = Promise.withResolvers<T>()
    // A timer, for each job that is accepted looks, and an aborted wait makes an error with its stack.
    const timer = setTimeout(() => resolve(giveUp()), patienceMs).unref()
    try {
      return await Promise.race([answer, late])
    } finally {
      clearTimeout(timer)
    }
  }

  /** @throws GalleryMissingError, GalleryReadOnlyError */
  async checkWritable(): Promise<void> {
    const obstacle = obstacleOf(await this.look())
    if (obstacle !== undefined) throw obstacle
  }

  /** Resolves when pictures can be stored, now or later. */
  async untilStorable(signal: AbortSignal): Promise<void> {
    while (!isStorable(await this.look())) {
      const { promise, resolve } = Promise.withResolvers<void>()
      const stop = this.onChange(resolve)
      try {
        if (!isStorable(this.report)) await untilAborted(promise, signal)
      } finally {
        stop()
      }
    }
    signal.throwIfAborted()
  }

  /** Does the work before anything can be stored: now, or when the folder is there. Resolves early if it is not. */
  async beforeFirstUse(work: () => Promise<void>): Promise<void> {
    this.#firstUses.push(work)
    await this.look()
  }

  /** Calls the listener whenever the state changes; returns the function that stops this. */
  onChange(listener: () => void): () => void {
    this.#changed.addEventListener('change', listener)
    return () => this.#changed.removeEventListener('change', listener)
  }

  /** The file that proves a folder to be the gallery; undefined while there is none that is known. */
  get marker(): { readonly name: string; readonly text: string } | undefined {
    const { text } = this.#identity
    return text === undefined ? undefined : { name: markerName, text }
  }

  [Symbol.dispose](): void {
    this.#closing.abort()
  }

  #shareLook(): Promise<DiskReport> {
    if (this.#looking === undefined) return this.#startLook()
    this.#nextLook ??= this.#looking.then(() => {
      this.#nextLook = undefined
      return this.#startLook()
    })
    return this.#nextLook
  }

  #startLook(): Promise<DiskReport> {
    const looking = this.#look().finally(() => {
      if (this.#looking === looking) this.#looking = undefined
    })
    this.#looking = looking
    return looking
  }

  async #look(): Promise<DiskReport> {
    const { root, minFreeBytes: least = 512 * 2 ** 20 } = this.#options
    const see = (): Promise<DiskReport> =>
      lookAtGallery({
        root,
        marker: this.#marker,
        least,
        isOurs: (text) => this.#identity.isOurs(text),
      })
    try {
      let report = await see()
      if (await this.#identity.renewed(report)) report = await see()
      if (isStorable(report)) await this.#prepare()
      return this.#publish(report)
    } catch (err) {
      this.#options.logger?.warn({ err }, 'The gallery could not be made ready; it is tried again')
      return this.#publish({ state: 'missing', reason: 'unreachable' })
    }
  }

  /** Does what must come before the first use; what fails is done at the next look. */
  async #prepare(): Promise<void> {
    for (let work = this.#firstUses[0]; work !== undefined; work = this.#firstUses[0]) {
      await work()
      this.#firstUses.shift()
    }
  }

  #publish(report: DiskReport): DiskReport {
    const former = this.#report
    this.#report = report
    if (!isStorable(report)) this.#polling ??= this.#poll()
    if (former?.state === report.state) return report
    const obstacle = obstacleOf(report)
    const { logger } = this.#options
    if (obstacle !== undefined) logger?.warn({ ...report }, obstacle.message)
    else if (former !== undefined && obstacleOf(former) !== undefined) {
      logger?.info({ ...report }, 'The gallery can be written again')
    }
    this.#changed.dispatchEvent(new Event('change'))
    return report
  }

  async #poll(): Promise<void> {
    const { signal } = this.#closing
    const { pollMs = 1_000 } = this.#options
    while (!signal.aborted && !isStorable(this.report)) {
      await delay(pollMs, undefined, { signal, ref: false }).catch(() => undefined)
      if (!signal.aborted) await this.look()
    }
    this.#polling = undefined
  }
}

/** Opens the disk of a gallery. Rejects when a folder that was never a gallery cannot be made. */
export async function openGalleryDisk(options: GalleryDiskOptions): Promise<GalleryDisk> {
  const disk = new GalleryDisk(options)
  await disk.open()
  return disk
}
