import { link, lstat, rename } from 'node:fs/promises'
import { join } from 'node:path'
import {
  createTurns,
  errorCode,
  isMissing,
  type Json,
  syncDirectory,
  type WriteOptions,
  writeAtomically,
} from '@darkroom/foundation'
import {
  type ByteSource,
  createBufferSource,
  fileExtensions,
  readEmbeddedGraphs,
} from '@darkroom/media-container'
import {
  WorkflowExistsError,
  WorkflowNotFoundError,
  WorkflowNotInTrashError,
  WorkflowTooLargeError,
} from './errors.ts'
import { checkName, editsFileOf, workflowNameOf } from './names.ts'
import { FolderReader } from './read-folder.ts'
import { largestJson } from './read-texts.ts'
import { type Removed, Trash } from './trash.ts'
import type { FoundWorkflow } from './workflow-file.ts'

export interface WorkflowFiles {
  /**
   * The workflows as the folder is now, sorted by name: what a person or program has changed there is in the next answer.
   * Files that did not change are not read again.
   */
  list(): Promise<readonly FoundWorkflow[]>
  /** @throws WorkflowNotFoundError with the nearest names */
  load(name: string): Promise<FoundWorkflow>
  /**
   * Writes a workflow: JSON, or the whole file that carries it. What is replaced goes to the trash; edits stay.
   * @throws InvalidWorkflowNameError, WorkflowExistsError, WorkflowTooLargeError
   */
  save(name: string, content: Uint8Array, options?: SaveOptions): Promise<FoundWorkflow>
  /**
   * Writes what is kept about a workflow's inputs, beside its file.
   * @throws WorkflowNotFoundError
   */
  saveEdits(name: string, edits: Json): Promise<FoundWorkflow>
  /**
   * Moves the files of a workflow to the trash of the folder; returns where to, relative to the folder. The last 200 are kept
   * there.
   * @throws WorkflowNotFoundError
   */
  remove(name: string): Promise<string>
  /**
   * Brings back what lies in the trash under a name, with what is kept about its inputs: what went there last, unless asked for
   * otherwise.
   * @throws WorkflowNotInTrashError, WorkflowExistsError where the name is taken
   */
  restore(name: string, options?: RestoreOptions): Promise<FoundWorkflow>
}

export interface RestoreOptions {
  /** A folder of the trash, as `remove` returns it. */
  readonly from?: string | undefined
}

export interface SaveOptions {
  /** Whether to replace a workflow of this name. Default: false. */
  readonly replace?: boolean
}

export interface WorkflowFilesOptions {
  /** Wall clock in milliseconds, for the names of the trash. Default `Date.now`. */
  readonly now?: () => number
}

/** A folder has the name, or another process has just saved under it. */
const inTheWay = (file: string, cause: unknown): WorkflowExistsError =>
  new WorkflowExistsError(workflowNameOf(file) ?? file, { file, cause })
const standsInTheWay: ReadonlySet<string> = new Set(['EISDIR', 'ENOTEMPTY', 'EEXIST'])

/** The workflows in a folder, which is made with the first one that is saved. */
export function createWorkflowFiles(
  directory: string,
  { now = Date.now }: WorkflowFilesOptions = {},
): WorkflowFiles {
  const reader = new FolderReader(directory)
  const trash = new Trash(directory, now)
  const oneByOne = createTurns()

  async function load(name: string): Promise<FoundWorkflow> {
    const found = await reader.find(name)
    if (found !== undefined) return found
    const all = await reader.read()
    throw new WorkflowNotFoundError(name, { known: all.map((each) => each.name) })
  }

  /** Gives a file a second name, without looking into it: it may be a pipe, or a link to elsewhere. */
  async function keep(from: string, to: string): Promise<void> {
    try {
      await link(from, to)
    } catch (error) {
      // Not every file system has second names: there, the file is away for a moment.
      if (isMissing(error)) return
      await rename(from, to)
    }
  }

  async function write(
    file: string,
    content: string | Uint8Array,
    options?: Pick<WriteOptions, 'exclusive'>,
  ): Promise<void> {
    try {
      await writeAtomically(join(directory, file), content, options)
    } catch (error) {
      if (!standsInTheWay.has(errorCode(error))) throw error
      throw inTheWay(file, error)
    }
  }

  async function save(
    name: string,
    content: Uint8Array,
    { replace = false }: SaveOptions,
  ): Promise<FoundWorkflow> {
    const present = await reader.find(name)
    if (present === undefined) checkName(name)
    else if (!replace) throw new WorkflowExistsError(present.name, { file: present.file })
    const file = `${present?.name ?? name}.${extensionOf(createBufferSource(content))}`
    if (present === undefined) {
      // Another process may save one of this name at the same moment.
      await write(file, content, { exclusive: true })
      return await load(name)
    }
    // The new file is in place before the old ones are gone: at each moment there is one of them.
    const place = await trash.makePlace()
    const old = [present.file, ...present.others]
    if (old.includes(file)) await keep(join(directory, file), join(directory, place, file))
    await write(file, content)
    await trash.discard(
      old.filter((each) => each !== file),
      place,
    )
    await trash.forgetOldest()
    return await load(name)
  }

  async function remove(name: string): Promise<string> {
    const found = await load(name)
    const place = await trash.makePlace()
    await trash.discard([found.file, ...found.others, editsFileOf(found.name)], place)
    await trash.forgetOldest()
    return place
  }

  async function restore(name: string, { from }: RestoreOptions): Promise<FoundWorkflow> {
    const removed = await trash.removedAs(name)
    const one = removed.find(({ place }) => from === undefined || place === from)
    if (one === undefined) throw new WorkflowNotInTrashError(name, { known: await trash.names() })
    const present = await reader.find(name)
    if (present !== undefined) throw new WorkflowExistsError(present.name, { file: present.file })
    await bringBack(one)
    return await load(name)
  }

  async function bringBack({ place, files, edits }: Removed): Promise<void> {
    for (const file of files) if (await exists(file)) throw inTheWay(file, undefined)
    // Edits of no workflow, which somebody has put there since: they are not lost.
    if (edits !== undefined && (await exists(edits))) {
      await trash.discard([edits], await trash.makePlace())
    }
    // What is kept about it comes first: should it end in between, the rest can still be brought back.
    for (const file of [...(edits === undefined ? [] : [edits]), ...files]) {
      await rename(join(directory, place, file), join(directory, file))
    }
    await syncDirectory(directory)
    await syncDirectory(join(directory, place))
    await trash.leave(place)
  }

  async function exists(file: string): Promise<boolean> {
    try {
      await lstat(join(directory, file))
      return true
    } catch (error) {
      if (isMissing(error)) return false
      throw error
    }
  }

  return {
    list: () => reader.read(),
    load,
    save: (name, content, options = {}) => oneByOne(() => save(name, content, options)),
    saveEdits: (name, edits) =>
      oneByOne(async () => {
        const found = await load(name)
        const text = `${JSON.stringify(edits, undefined, 2)}\n`
        await write(editsFileOf(found.name), text)
        return await load(name)
      }),
    remove: (name) => oneByOne(() => remove(name)),
    restore: (name, options = {}) => oneByOne(() => restore(name, options)),
  }
}

/** The extension of a file by its bytes; JSON for what is no media file. */
function extensionOf(source: ByteSource): string {
  const { format } = readEmbeddedGraphs(source)
  if (format === 'unknown') {
    if (source.size > largestJson) throw new WorkflowTooLargeError(largestJson / 2 ** 20)
    return 'json'
  }
  for (const [extension, each] of fileExtensions) if (each === format) return extension
  return 'json'
}
