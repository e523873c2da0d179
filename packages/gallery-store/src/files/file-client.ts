import {
  createBreaks,
  createTurns,
  errorCode,
  type SharedTurn,
  type SharedTurns,
} from '@darkroom/foundation'
import type { DeletedImage, GalleryLogger, SidecarChange } from '../gallery.ts'
import type { ScanClient } from '../scan/scan-client.ts'
import { toFileError } from './file-failure.ts'
import type { FileOutcome, ImageFile, TextFile } from './file-protocol.ts'
import { inGroups } from './in-groups.ts'
import { stagingDirectory } from './root-folder.ts'
import { toWriteError } from './to-write-error.ts'
import { byNewest, type TrashItem } from './trash-can.ts'

interface FileClientOptions {
  /** The thread that changes files. */
  readonly thread: Pick<ScanClient, 'act'>
  readonly clock: { now(): number }
  /** The turns in which the processes that share the folder change files. */
  readonly turns: SharedTurns
  readonly logger: GalleryLogger | undefined
  /** Rejects when files cannot be changed. */
  readonly checkWritable?: (() => Promise<void>) | undefined
}

/** What became of an image: a value, none because there is no such image, or why it is as it was. */
export type Outcome<T> = { readonly value: T | undefined } | { readonly error: unknown }

type UpdateSidecar = (text: string | undefined, change: SidecarChange) => string

/** What is read of the trash, or deleted from it, at a time: others come in between. */
const groupSize = 100

/** Has the files of groups of images changed, one group after the other, of all processes that share the folder. */
export class FileClient {
  readonly #options: FileClientOptions
  readonly #turns = createTurns()

  constructor(options: FileClientOptions) {
    this.#options = options
  }

  trash(images: readonly ImageFile[]): Promise<readonly Outcome<DeletedImage>[]> {
    const { thread, clock } = this.#options
    return this.#change((turn) => thread.act({ action: 'trash', images, nowMs: clock.now() }, turn))
  }

  remove(images: readonly ImageFile[]): Promise<readonly Outcome<DeletedImage>[]> {
    return this.#change(
      (turn) => this.#options.thread.act({ action: 'remove', images }, turn),
      makesRoom,
    )
  }

  /** Restores from the trash; the values are paths. */
  restore(ids: readonly string[]): Promise<readonly Outcome<string>[]> {
    return this.#change((turn) => this.#options.thread.act({ action: 'restore', ids }, turn))
  }

  /** Moves to another folder; the values are the new paths. */
  move(images: readonly ImageFile[], folder: string): Promise<readonly Outcome<string>[]> {
    return this.#change((turn) =>
      this.#options.thread.act({ action: 'move', images, folder }, turn),
    )
  }

  /** Writes to the sidecars of images what is to be changed of each, which is asked for when nobody else changes it. */
  annotate(
    images: readonly ImageFile[],
    {
      update,
      toChanges,
    }: {
      readonly update: UpdateSidecar
      readonly toChanges: () => Promise<readonly SidecarChange[]>
    },
  ): Promise<readonly Outcome<true>[]> {
    const { thread } = this.#options
    return this.#inTurn(async (turn) => {
      const changes = await toChanges()
      const sidecars = toOutcomes(await thread.act({ action: 'sidecars', images }))
      const updates: Outcome<TextFile>[] = []
      const breaks = createBreaks()
      for (const [place, change] of changes.entries()) {
        updates.push(updated(sidecars[place] ?? { value: undefined }, change, update))
        await breaks()
      }
      const files = updates.flatMap((each) => ('value' in each && each.value) || [])
      const written = toOutcomes(await thread.act({ action: 'write', files }, turn)).values()
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
    }, makesRoom)
  }

  emptyTrash(olderThanMs: number): Promise<number> {
    return this.#inTurn(async () => {
      const latest = this.#options.clock.now() - olderThanMs
      const items = await this.listTrash()
      const old = items.filter(({ manifest }) => Date.parse(manifest.deleted_at) <= latest)
      for (const group of inGroups(old, groupSize)) await this.#discard(group)
      return old.length
    }, makesRoom)
  }

  /** Takes a turn, in which what others left half done is finished or undone first. */
  settle(): Promise<void> {
    return this.#inTurn(async () => {})
  }

  async #discard(items: readonly TrashItem[]): Promise<void> {
    const directories = items.map(({ directory }) => directory)
    const outcomes = toOutcomes(await this.#options.thread.act({ action: 'discard', directories }))
    for (const outcome of outcomes) if ('error' in outcome) throw outcome.error
  }

  #change<T>(
    work: (turn: string) => Promise<readonly FileOutcome<T>[]>,
    options?: TurnOptions,
  ): Promise<readonly Outcome<T>[]> {
    return this.#inTurn(async (turn) => toOutcomes(await work(turn)), options)
  }

  #inTurn<T>(work: (turn: string) => Promise<T>, options: TurnOptions = {}): Promise<T> {
    return this.#turns(async () => {
      await this.#options.checkWritable?.()
      await using turn = await this.#takeTurn(options)
      if (turn.others.length > 0) await this.#settle(turn.fileName)
      return await work(turn.fileName)
    })
  }

  async #takeTurn({ makesRoom = false }: TurnOptions): Promise<SharedTurn> {
    try {
      return await this.#options.turns.take()
    } catch (error) {
      // What makes room needs none: it does nothing that another could not do as well.
      if (makesRoom && errorCode(error) !== '') return noTurn
      throw toWriteError(error, stagingDirectory)
    }
  }

  async #settle(turn: string): Promise<void> {
    const { thread, logger } = this.#options
    const { settled, failures } = await thread.act({ action: 'settle' }, turn)
    if (settled > 0) logger?.info({ settled }, 'Interrupted file operations were settled')
    for (const failure of failures) {
      const err = toFileError(failure)
      logger?.warn({ err }, 'An interrupted file operation could not be settled')
    }
  }
}

interface TurnOptions {
  /** Whether it is to be done also where no turn can be taken, as on a disk that is full. */
  readonly makesRoom?: boolean
}

const makesRoom: TurnOptions = { makesRoom: true }

const noTurn: SharedTurn = { fileName: '', others: [], [Symbol.asyncDispose]: async () => {} }

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
