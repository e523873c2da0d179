import { randomBytes } from 'node:crypto'
import { link, rename } from 'node:fs/promises'
import { join } from 'node:path'
import {
  createTurns,
  errorCode,
  isMissing,
  type Json,
  makeDirectory,
  syncDirectory,
  writeAtomically,
} from '@darkroom/foundation'
import {
  type ByteSource,
  createBufferSource,
  fileExtensions,
  readEmbeddedGraphs,
} from '@darkroom/media-container'
import { WorkflowExistsError, WorkflowNotFoundError, WorkflowTooLargeError } from './errors.ts'
import { checkName, editsFileOf, workflowNameOf } from './names.ts'
import { FolderReader } from './read-folder.ts'
import { largestJson } from './read-texts.ts'
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
   * Moves the files of a workflow to the trash of the folder; returns where to, relative to the folder.
   * @throws WorkflowNotFoundError
   */
  remove(name: string): Promise<string>
}

export interface SaveOptions {
  /** Whether to replace a workflow of this name. Default: false. */
  readonly replace?: boolean
}

export interface WorkflowFilesOptions {
  /** Wall clock in milliseconds, for the names of the trash. Default `Date.now`. */
  readonly now?: () => number
}

/** A folder has the name. */
const inTheWay = (file: string, cause: unknown): WorkflowExistsError =>
  new WorkflowExistsError(workflowNameOf(file) ?? file, { file, cause })
const standsInTheWay: ReadonlySet<string> = new Set(['EISDIR', 'ENOTEMPTY', 'EEXIST'])

/** The folder, inside of that of the workflows, for what was removed or replaced. */
const trash = '.trash'

/** The workflows in a folder, which is made with the first one that is saved. */
export function createWorkflowFiles(
  directory: string,
  { now = Date.now }: WorkflowFilesOptions = {},
): WorkflowFiles {
  const reader = new FolderReader(directory)
  const oneByOne = createTurns()

  async function load(name: string): Promise<FoundWorkflow> {
    const found = await reader.find(name)
    if (found !== undefined) return found
    const all = await reader.read()
    throw new WorkflowNotFoundError(name, { known: all.map((each) => each.name) })
  }

  /** Makes a folder in the trash, of its own for each removal; returns it, relative to the directory. */
  async function trashFolder(): Promise<string> {
    const time = new Date(now()).toISOString().replaceAll(/[-:]|\.\d+/g, '')
    const place = join(trash, `${time}-${randomBytes(4).toString('hex')}`)
    await makeDirectory(join(directory, place))
    return place
  }

  async function discard(files: readonly string[], place: string): Promise<void> {
    for (const file of files) {
      try {
        await rename(join(directory, file), join(directory, place, file))
      } catch (error) {
        if (!isMissing(error)) throw error
      }
    }
    await syncDirectory(join(directory, place))
    await syncDirectory(directory)
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

  async function write(file: string, content: string | Uint8Array): Promise<void> {
    try {
      await writeAtomically(join(directory, file), content)
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
      await write(file, content)
      return await load(name)
    }
    // The new file is in place before the old ones are gone: at each moment there is one of them.
    const place = await trashFolder()
    const old = [present.file, ...present.others]
    if (old.includes(file)) await keep(join(directory, file), join(directory, place, file))
    await write(file, content)
    await discard(
      old.filter((each) => each !== file),
      place,
    )
    return await load(name)
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
    remove: (name) =>
      oneByOne(async () => {
        const found = await load(name)
        const place = await trashFolder()
        await discard([found.file, ...found.others, editsFileOf(found.name)], place)
        return place
      }),
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
