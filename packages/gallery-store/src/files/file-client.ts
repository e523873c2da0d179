import { createBreaks, createTurns } from '@darkroom/foundation'
import type { DeletedImage, SidecarChange } from '../gallery.ts'
import type { ScanClient } from '../scan/scan-client.ts'
import { toFileError } from './file-failure.ts'
import type { FileOutcome, ImageFile, TextFile } from './file-protocol.ts'
import { inGroups } from './in-groups.ts'
import { byNewest, type TrashItem } from './trash-can.ts'

interface FileClientOptions {
  /** The thread that changes files. */
  readonly thread: Pick<ScanClient, 'act'>
  readonly clock: { now(): number }
  /** Rejects when files cannot be changed. */
  readonly checkWritable?: (() => Promise<void>) | undefined
}

/** What became of an image: a value, none because there is no such image, or why it is as it was. */
export type Outcome<T> = { readonly value: T | undefined } | { readonly error: unknown }

type UpdateSidecar = (text: string | undefined, change: SidecarChange) => string

/** What is read of the trash, or deleted from it, at a time: others come in between. */
const groupSize = 100

/** Has the files of groups of images changed, one group after the other. */
export class FileClient {
  readonly #options: FileClientOptions
  readonly #turns = createTurns()

  constructor(options: FileClientOptions) {
    this.#options = options
  }

  trash(images: readonly ImageFile[]): Promise<readonly Outcome<DeletedImage>[]> {
    const { thread, clock } = this.#options
    return this.#change(() => thread.act({ action: 'trash', images, nowMs: clock.now() }))
  }

  remove(images: readonly ImageFile[]): Promise<readonly Outcome<DeletedImage>[]> {
    return this.#change(() => this.#options.thread.act({ action: 'remove', images }))
  }

  /** Restores from the trash; the values are paths. */
  restore(ids: readonly string[]): Promise<readonly Outcome<string>[]> {
    return this.#change(() => this.#options.thread.act({ action: 'restore', ids }))
  }

  /** Moves to another folder; the values are the new paths. */
  move(images: readonly ImageFile[], folder: string): Promise<readonly Outcome<string>[]> {
    return this.#change(() => this.#options.thread.act({ action: 'move', images, folder }))
  }

  /** Writes to the sidecars what is to be changed of each image. */
  annotate(
    images: readonly (ImageFile & { readonly change: SidecarChange })[],
    update: UpdateSidecar,
  ): Promise<readonly Outcome<true>[]> {
    const { thread } = this.#options
    return this.#inTurn(async () => {
      const sidecars = toOutcomes(await thread.act({ action: 'sidecars', images }))
      const updates: Outcome<TextFile>[] = []
      const breaks = createBreaks()
      for (const [place, { change }] of images.entries()) {
        updates.push(updated(sidecars[place] ?? { value: undefined }, change, update))
        await breaks()
      }
      const files = updates.flatMap((each) => ('value' in each && each.value) || [])
      const written = toOutcomes(await thread.act({ action: 'write', files })).values()
      return updates.map((each): Outcome<true> => {
        if (!('value' in each)) return each
        return (each.value && written.next().value) ?? { value: undefined }
      })
    })
  }

  /** What is in the trash, or of it what has this id; newest first. */
  async listTrash(id?: string): Promise<readonly TrashItem[]> {
    const { thread } = this.#options
    const items: TrashItem[] = []
    const directories = await thread.act({ action: 'trashed', id })
    for (const group of inGroups(directories, groupSize)) {
      items.push(...(await thread.act({ action: 'items', directories: group })))
    }
    return items.sort(byNewest)
  }

  /** Deletes the trashed files of this id for good. */
  discard(id: string): Promise<DeletedImage | undefined> {
    return this.#inTurn(async () => {
      const [item] = await this.listTrash(id)
      if (item === undefined) return undefined
      await this.#discard([item])
      return { id, deletedFiles: item.manifest.files.map(({ from }) => from) }
    })
  }

  emptyTrash(olderThanMs: number): Promise<number> {
    return this.#inTurn(async () => {
      const latest = this.#options.clock.now() - olderThanMs
      const items = await this.listTrash()
      const old = items.filter(({ manifest }) => Date.parse(manifest.deleted_at) <= latest)
      for (const group of inGroups(old, groupSize)) await this.#discard(group)
      return old.length
    })
  }

  async #discard(items: readonly TrashItem[]): Promise<void> {
    const directories = items.map(({ directory }) => directory)
    const outcomes = toOutcomes(await this.#options.thread.act({ action: 'discard', directories }))
    for (const outcome of outcomes) if ('error' in outcome) throw outcome.error
  }

  #change<T>(work: () => Promise<readonly FileOutcome<T>[]>): Promise<readonly Outcome<T>[]> {
    return this.#inTurn(async () => toOutcomes(await work()))
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    return this.#turns(async () => {
      await this.#options.checkWritable?.()
      return await work()
    })
  }
}

function updated(
  sidecar: Outcome<TextFile<string | undefined>>,
  change: SidecarChange,
  update: UpdateSidecar,
): Outcome<TextFile> {
  if (!('value' in sidecar)) return sidecar
  if (sidecar.value === undefined) return { value: undefined }
  const { path, text } = sidecar.value
  try {
    return { value: { path, text: update(text, change) } }
  } catch (error) {
    return { error }
  }
}

function toOutcomes<T>(outcomes: readonly FileOutcome<T>[]): readonly Outcome<T>[] {
  return outcomes.map((outcome) =>
    'failure' in outcome ? { error: toFileError(outcome.failure) } : outcome,
  )
}
