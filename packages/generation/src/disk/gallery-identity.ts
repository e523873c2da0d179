import { randomUUID } from 'node:crypto'
import {
  errorCode,
  isDiskFull,
  isReadOnly,
  makeDirectory,
  pause,
  writeAtomically,
} from '@darkroom/foundation'
import type { DiskReport } from './disk-report.ts'
import { markerPath, readMarker, readMarkerFile, toMarkerText } from './gallery-marker.ts'
import { KnownGalleries } from './known-galleries.ts'

/** Which gallery the folder is: kept in the folder's marker and in the state directory. */
export class GalleryIdentity {
  readonly #root: string
  readonly #known: KnownGalleries
  #id: string | undefined
  #text: string | undefined

  constructor({ root, stateDirectory }: { root: string; stateDirectory: string }) {
    this.#root = root
    this.#known = new KnownGalleries(stateDirectory)
  }

  /** Whether a folder with this text in its marker is the gallery. Before one is known, every folder is. */
  isOurs(marker: string | undefined): boolean {
    if (this.#id === undefined) return true
    if (marker !== undefined && marker === this.#text) return true
    if (readMarker(marker) !== this.#id) return false
    this.#text = marker
    return true
  }

  /** The text of the marker, as it was seen last in the gallery. */
  get text(): string | undefined {
    return this.#text ?? (this.#id === undefined ? undefined : toMarkerText(this.#id))
  }

  /** Makes the folder only where no gallery was before: a missing one may be a disk that is away. */
  async open(): Promise<void> {
    this.#id = await this.#known.idOf(this.#root)
    if (this.#id !== undefined) return
    await makeDirectory(this.#root)
    await this.#adopt()
  }

  /**
   * Whether the folder has just become the gallery: nothing was known of it, or somebody has removed what was known, to
   * say that what is there now is the one.
   */
  async renewed(report: DiskReport): Promise<boolean> {
    if (report.state === 'missing') {
      if (report.reason !== 'unmarked' && report.reason !== 'foreign') return false
      if ((await this.#known.idOf(this.#root)) !== undefined) return false
      this.#id = undefined
      this.#text = undefined
    } else if (this.#id !== undefined || report.state === 'read-only') return false
    return this.#adopt()
  }

  /** Takes the folder as it is; false where its marker cannot be written yet. */
  async #adopt(): Promise<boolean> {
    const id = readMarker(await readMarkerFile(this.#root)) ?? (await this.#mark())
    if (id === undefined) return false
    await this.#known.remember(this.#root, id)
    this.#id = id
    return true
  }

  /** Makes the folder a gallery; undefined where its marker cannot be written yet. */
  async #mark(): Promise<string | undefined> {
    const id = randomUUID()
    const write = (exclusive: boolean): Promise<void> =>
      writeAtomically(markerPath(this.#root), toMarkerText(id), { exclusive })
    try {
      await write(true)
      return id
    } catch (error) {
      if (isReadOnly(error) || isDiskFull(error)) return undefined
      if (errorCode(error) !== 'EEXIST') throw error
    }
    // Of several processes that open a new folder at once, one makes it a gallery. What is no marker makes way.
    const present = readMarker(await this.#written())
    if (present === undefined) await write(false)
    return present ?? id
  }

  /** The marker that another process is just writing; where files have no second names, it is empty for a moment. */
  async #written(): Promise<string | undefined> {
    for (let look = 0; ; look += 1) {
      const text = await readMarkerFile(this.#root)
      if (text !== '' || look === 20) return text
      await pause(50, undefined)
    }
  }
}
