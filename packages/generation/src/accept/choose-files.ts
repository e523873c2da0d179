import { matchName } from '@darkroom/comfy-graph'
import type { CompanionFolder, Inputs, MissingFile } from '@darkroom/workflow-builder'
import { MissingFilesError } from '../errors.ts'
import type { CompanionServer } from '../models/companion-lists.ts'

/** A server that could run a job. */
export interface FileServer extends CompanionServer {
  /** It may be given work now. */
  readonly isAvailable: boolean
}

/** Files beside a model: the words that name them, and where they lie. */
export interface NamedFiles {
  readonly words: Inputs
  readonly files: readonly { readonly folder: CompanionFolder; readonly name: string }[]
}

export type FoundFiles =
  | (NamedFiles & { readonly status: 'found' })
  | { readonly status: 'missing'; readonly missing: readonly MissingFile[] }

/**
 * The words that name the files beside a model: those of one server, which are chosen so that as many as possible of the
 * servers that may be given work have them, then as many of all. So no job waits for a server that is away while another
 * could run it. They are kept with the job, so that all runs of it make the same picture.
 * @throws MissingFilesError when no server has all of them
 */
export function chooseFiles(
  servers: readonly FileServer[],
  find: (lists: CompanionServer['lists']) => FoundFiles,
  { model }: { readonly model?: string },
): Inputs {
  const lacking: { readonly server: string; readonly missing: readonly MissingFile[] }[] = []
  let best: Choice | undefined
  for (const { name, lists } of servers) {
    const found = find(lists)
    if (found.status === 'missing') {
      lacking.push({ server: name, missing: found.missing })
      continue
    }
    const having = servers.filter((server) => hasAll(server, found.files))
    const available = having.filter(({ isAvailable }) => isAvailable).length
    const choice = { words: found.words, available, all: having.length }
    if (best === undefined || isBetter(choice, best)) best = choice
  }
  if (best !== undefined) return best.words
  const [nearest] = lacking.toSorted((a, b) => a.missing.length - b.missing.length)
  throw new MissingFilesError(nearest?.missing ?? [], { model, server: nearest?.server ?? '' })
}

interface Choice {
  readonly words: Inputs
  /** Number of servers that have them and may be given work. */
  readonly available: number
  /** Number of servers that have them. */
  readonly all: number
}

const isBetter = (one: Choice, other: Choice): boolean =>
  one.available === other.available ? one.all > other.all : one.available > other.available

const hasAll = ({ lists }: CompanionServer, files: NamedFiles['files']): boolean =>
  files.every(({ folder, name }) => matchName(name, lists[folder] ?? []) !== undefined)
