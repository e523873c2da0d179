import { createTurns } from '@darkroom/foundation'
import { GalleryError } from '../errors.ts'
import type {
  Annotation,
  DeletedImage,
  GalleryOptions,
  ImageOutcome,
  SidecarChange,
} from '../gallery.ts'
import type { GalleryEntry } from '../gallery-entry.ts'
import { splitPath } from '../table/join-path.ts'
import { checkFolder } from './check-path.ts'
import type { FileClient, Outcome } from './file-client.ts'
import { inGroups } from './in-groups.ts'
import { toSidecarChange } from './to-sidecar-change.ts'

interface ImageActionsOptions extends Pick<GalleryOptions, 'updateSidecar'> {
  readonly files: FileClient
  readonly get: (id: string) => GalleryEntry | undefined
  /** Takes images of a directory out of the index whose files have been moved away. */
  readonly forget: (directory: string, names: readonly string[]) => void
  readonly refresh: (paths: readonly string[]) => Promise<readonly GalleryEntry[]>
  /** Reads of these images those that have changed. */
  readonly reread: (paths: readonly string[]) => Promise<void>
}

/** The images under one plan: enough that the disk's turns count little, and few enough for others to come in between. */
const groupSize = 200

/** Changes files and the index with them, in groups: one that fails leaves its image as it was, and does not stop the others. */
export class ImageActions {
  readonly #options: ImageActionsOptions
  readonly #annotating = createTurns()

  constructor(options: ImageActionsOptions) {
    this.#options = options
  }

  trash(ids: readonly string[]): Promise<readonly ImageOutcome<DeletedImage>[]> {
    const { files } = this.#options
    return this.#eachKnown(ids, async (entries) => {
      const outcomes = await files.trash(entries)
      this.#forget(entries.filter((_, place) => isDone(outcomes[place])))
      return outcomes
    })
  }

  remove(ids: readonly string[]): Promise<readonly ImageOutcome<DeletedImage>[]> {
    const { files } = this.#options
    return this.#eachKnown(ids, async (entries) => {
      const outcomes = await files.remove(entries)
      this.#forget(entries.filter((_, place) => isDone(outcomes[place])))
      return outcomes
    })
  }

  restore(ids: readonly string[]): Promise<readonly ImageOutcome<GalleryEntry>[]> {
    return eachGroup(
      ids,
      async (group) => await this.#read(await this.#options.files.restore(group)),
    )
  }

  move(ids: readonly string[], folder: string): Promise<readonly ImageOutcome<GalleryEntry>[]> {
    checkFolder(folder)
    const { files } = this.#options
    return this.#eachKnown(ids, async (entries) => {
      const outcomes = await files.move(entries, folder)
      this.#forget(
        entries.filter(({ path }, place) => {
          const outcome = outcomes[place]
          return outcome !== undefined && 'value' in outcome && outcome.value !== path
        }),
      )
      return await this.#read(outcomes)
    })
  }

  /** One change after the other, so that each sees the tags of the one before. */
  annotate(
    ids: readonly string[],
    change: Annotation,
  ): Promise<readonly ImageOutcome<GalleryEntry>[]> {
    const { files, updateSidecar } = this.#options
    if (updateSidecar === undefined) {
      throw new GalleryError('annotate() needs the option updateSidecar')
    }
    return this.#eachKnown(
      ids,
      async (entries) => {
        const outcomes = await files.annotate(entries, {
          update: updateSidecar,
          toChanges: () => this.#toChanges(entries, change),
        })
        return await this.#read(
          outcomes.map((outcome, place) =>
            'value' in outcome ? { value: entries[place]?.path } : outcome,
          ),
        )
      },
      this.#annotating,
    )
  }

  #forget(entries: readonly GalleryEntry[]): void {
    const files = entries.map(({ path }) => splitPath(path))
    for (const [directory, gone] of Map.groupBy(files, (file) => file.directory)) {
      this.#options.forget(
        directory,
        gone.map(({ name }) => name),
      )
    }
  }

  /** What is to be written for each image as it is on the disk, where another process may just have changed it. */
  async #toChanges(
    entries: readonly GalleryEntry[],
    change: Annotation,
  ): Promise<readonly SidecarChange[]> {
    const { get, reread } = this.#options
    const isOfPresent = change.addTags !== undefined || change.removeTags !== undefined
    if (isOfPresent) await reread(entries.map(({ path }) => path))
    return entries.map((entry) => toSidecarChange((get(entry.id) ?? entry).tags, change))
  }

  /** Does something with the images that are known, in groups, each in its turn. */
  #eachKnown<T>(
    ids: readonly string[],
    work: (entries: readonly GalleryEntry[]) => Promise<readonly Outcome<T>[]>,
    inTurn: <R>(work: () => Promise<R>) => Promise<R> = (now) => now(),
  ): Promise<readonly ImageOutcome<T>[]> {
    const once = async (group: readonly string[]): Promise<readonly Outcome<T>[]> => {
      const entries = group.map((id) => this.#options.get(id))
      const known = entries.filter((entry) => entry !== undefined)
      const outcomes = known.length === 0 ? [] : await work(known)
      const next = outcomes.values()
      return entries.map((entry) =>
        entry === undefined ? { value: undefined } : (next.next().value ?? { value: undefined }),
      )
    }
    return eachGroup(ids, (group) => inTurn(() => once(group)))
  }

  /** The images at these paths, read anew. */
  async #read(outcomes: readonly Outcome<string>[]): Promise<readonly Outcome<GalleryEntry>[]> {
    const paths = outcomes.flatMap((each) => ('value' in each && each.value) || [])
    const entries = new Map(
      (await this.#options.refresh(paths)).map((entry) => [entry.path, entry]),
    )
    return outcomes.map((each) =>
      'value' in each ? { value: entries.get(each.value ?? '') } : each,
    )
  }
}

/** The result for one image: its value, or the error is thrown. */
export function onlyOutcome<T>([outcome]: readonly ImageOutcome<T>[]): T | undefined {
  if (outcome?.error !== undefined) throw outcome.error
  return outcome?.value
}

/** Each id once, in groups; a group that fails as a whole does not stop the next. */
async function eachGroup<T>(
  ids: readonly string[],
  work: (group: readonly string[]) => Promise<readonly Outcome<T>[]>,
): Promise<readonly ImageOutcome<T>[]> {
  const all: ImageOutcome<T>[] = []
  for (const group of inGroups([...new Set(ids)], groupSize)) {
    const outcomes = await work(group).catch((error: unknown) => group.map(() => ({ error })))
    all.push(...group.map((id, place) => ({ id, ...outcomes[place] })))
  }
  return all
}

function isDone(outcome: Outcome<unknown> | undefined): boolean {
  return outcome !== undefined && 'value' in outcome
}
