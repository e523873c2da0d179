import { readdir, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Decoder } from './decoder.ts'
import type { Made } from './decoder-protocol.ts'
import type { ImageShelf } from './image-shelf.ts'
import { imageVersion } from './image-version.ts'
import type { RefusedImages } from './refused-images.ts'
import { SingleFlight } from './single-flight.ts'
import type { ImageBytes, SourceState, WorkOptions } from './thumbnailer.ts'
import type { Ticket } from './ticket.ts'
import type { Wanted } from './wanted.ts'
import type { WritablePlaces } from './writable-places.ts'

/** A file changed less than this ago may still be being written. */
const settleMs = 5_000

async function keepNewest(directory: string, keep: Wanted['keep'][number]): Promise<void> {
  const names = (await readdir(directory)).filter((name) => keep.pattern.test(name))
  if (names.length <= keep.newest) return
  const aged = await Promise.all(
    names.map(async (name) => {
      const path = join(directory, name)
      return { path, ctimeMs: (await stat(path)).ctimeMs }
    }),
  )
  const surplus = aged.toSorted((a, b) => b.ctimeMs - a.ctimeMs).slice(keep.newest)
  await Promise.all(surplus.map(({ path }) => rm(path, { force: true })))
}

/** Finds images or has them made, once however many ask. */
export class ImageMaker {
  readonly #flights = new SingleFlight<ImageBytes>()
  readonly #shelf: ImageShelf
  readonly #decoder: Decoder
  readonly #places: WritablePlaces
  readonly #refused: RefusedImages
  readonly #now: () => number
  readonly #onUnwritable: (directory: string, code: string) => void

  constructor(options: {
    readonly shelf: ImageShelf
    readonly decoder: Decoder
    readonly places: WritablePlaces
    readonly refused: RefusedImages
    readonly now: () => number
    readonly onUnwritable: (directory: string, code: string) => void
  }) {
    this.#shelf = options.shelf
    this.#decoder = options.decoder
    this.#places = options.places
    this.#refused = options.refused
    this.#now = options.now
    this.#onUnwritable = options.onUnwritable
  }

  /** From memory, from disk, or made. */
  async get(wanted: Wanted, options: WorkOptions): Promise<ImageBytes> {
    options.signal?.throwIfAborted()
    const kept = this.#shelf.recall(wanted.key, wanted.source?.state)
    if (kept !== undefined) return kept
    const stored = await this.#shelf.load(wanted, this.#places.candidates(wanted.path))
    if (stored === undefined) return await this.make(wanted, options)
    if (options.priority !== 'background') this.#shelf.keep(wanted, stored)
    return stored
  }

  /** Whether it is there, without reading it. */
  async find(wanted: Wanted): Promise<{ path: string | undefined; size: number } | undefined> {
    const kept = this.#shelf.recall(wanted.key, wanted.source?.state)
    if (kept?.path === undefined && kept !== undefined) {
      return { path: undefined, size: kept.bytes.length }
    }
    return await this.#shelf.find(wanted, this.#places.candidates(wanted.path))
  }

  async make(wanted: Wanted, options: WorkOptions): Promise<ImageBytes> {
    const { key, source } = wanted
    const refusal = source && this.#refused.find(key, source.state)
    if (refusal !== undefined) throw refusal
    const flight = source === undefined ? key : `${key}\0${imageVersion(source.state)}`
    return await this.#flights.run(flight, options, (ticket) => this.#begin(wanted, ticket))
  }

  async #begin(wanted: Wanted, ticket: Ticket): Promise<ImageBytes> {
    const { task, path, source, key } = wanted
    const settledBefore = this.#now() - settleMs
    const order = { task, targets: this.#places.targets(path), settledBefore }
    try {
      const made = await this.#decoder.run(order, ticket)
      return await this.#receive(wanted, made, ticket)
    } catch (error) {
      if (source !== undefined) this.#refused.add(key, source.state, error)
      throw error
    }
  }

  async #receive(wanted: Wanted, made: Made, ticket: Ticket): Promise<ImageBytes> {
    this.#noteWriting(made)
    const version = made.source === undefined ? wanted.version : imageVersion(made.source)
    const image: ImageBytes = {
      bytes: Buffer.from(made.bytes.buffer, made.bytes.byteOffset, made.bytes.byteLength),
      contentType: wanted.contentType,
      etag: wanted.etag.replace(wanted.version, version),
      version,
      path: made.path,
      damaged: made.damaged,
    }
    // What nobody is waiting for stays on disk, if it is there.
    if (ticket.priority === 'interactive' || made.path === undefined) {
      this.#shelf.keep(withState(wanted, made.source), image)
    }
    if (made.path !== undefined) {
      const directory = dirname(made.path)
      for (const rule of wanted.keep) await keepNewest(directory, rule).catch(() => undefined)
    }
    return image
  }

  #noteWriting({ path, writeFailures }: Made): void {
    for (const { directory, code } of this.#places.note(writeFailures)) {
      this.#onUnwritable(directory, code)
    }
    if (path !== undefined) this.#places.noteWritten(path)
  }
}

/** The image may have changed between our look at it and the decoder's. */
function withState(wanted: Wanted, state: SourceState | undefined): Wanted {
  return state === undefined || wanted.source === undefined
    ? wanted
    : { ...wanted, source: { ...wanted.source, state } }
}
