import { createHash } from 'node:crypto'
import { type Caller, DoorError, type Job, type Pictures } from '@darkroom/door-ports'
import type { FacadeHouse } from '../facade-house.ts'
import { noteOf, toNote } from '../ids/facade-note.ts'
import { toJobId } from '../ids/prompt-id.ts'
import type { UploadNames } from '../uploads/upload-names.ts'
import { createFileFinder } from './find-file.ts'
import { type PromptGraph, titleOf } from './prompt-graph.ts'
import { invalidPromptId, PromptRefusal } from './prompt-refusal.ts'
import type { AskedPrompt } from './read-prompt.ts'
import { definitionOf, type TakenFiles, takeFiles } from './take-files.ts'
import { toPromptRefusal } from './to-refusal.ts'

/** What a client is told of a prompt that was taken. */
export interface TakenPrompt {
  readonly prompt_id: string
  readonly number: number
}

export interface SubmitPromptOptions {
  readonly caller: Caller
  /** The next number of the queue. */
  readonly takeNumber: () => number
}

/**
 * Takes a prompt. The same one under the same id again is the same job, so that a client which heard no answer may ask again;
 * another one under that id is refused.
 *
 * @throws PromptRefusal, DoorError
 */
export async function submitPrompt(
  asked: AskedPrompt,
  { house, names }: { readonly house: FacadeHouse; readonly names: UploadNames },
  { caller, takeNumber }: SubmitPromptOptions,
): Promise<TakenPrompt> {
  const promptId = asked.promptId ?? crypto.randomUUID()
  const id = toJobId(promptId)
  const text = JSON.stringify(asked.graph)
  const graph = createHash('sha256').update(text).digest('base64url')
  const before = house.jobs.get(id)
  if (before !== undefined) return sameAgain(before, { promptId, graph })
  checkClasses(asked.graph)
  const number = numberOf(asked, takeNumber)
  const taken = await takeFiles(asked.graph, {
    find: createFileFinder(house, names),
    define: async (nodeClass) => definitionOf(await definitions(house, nodeClass), nodeClass),
  })
  const { clientId, extraData, pngInfo } = asked
  try {
    await house.jobs.submit(
      { graph: JSON.stringify(taken.graph), files: taken.files, pngInfo },
      {
        caller,
        id,
        priority: priorityOf(asked),
        note: toNote({ clientId, promptId, number, graph, extraData }),
      },
    )
  } catch (error) {
    const meanwhile = house.jobs.get(id)
    if (meanwhile !== undefined) return sameAgain(meanwhile, { promptId, graph })
    throw inComfyWords(house.toDoorError(error), asked.graph)
  }
  await nameUploads(taken, names, house.pictures)
  return { prompt_id: promptId, number }
}

/** By our names its files are found again when the graph comes back, out of the history or out of a picture. */
async function nameUploads(
  { files }: TakenFiles,
  names: UploadNames,
  pictures: Pick<Pictures, 'findUpload'>,
): Promise<void> {
  for (const file of files) {
    const { name } = file
    if (!('upload' in file) || names.find({ type: 'input', path: name }) !== undefined) continue
    const upload = await pictures.findUpload(file.upload)
    if (upload === undefined) continue
    await names.keep({ type: 'input', subfolder: '', name }, upload, { overwrite: true })
  }
}

/** The definitions of a class; nothing while no server has ever answered. */
async function definitions({ servers }: FacadeHouse, nodeClass: string) {
  try {
    return await servers.definitions(nodeClass)
  } catch (error) {
    if (error instanceof DoorError) return {}
    throw error
  }
}

function sameAgain(
  job: Job,
  { promptId, graph }: { readonly promptId: string; readonly graph: string },
): TakenPrompt {
  const note = noteOf(job)
  if (note?.graph === graph) return { prompt_id: promptId, number: note.number }
  throw invalidPromptId(
    'There is a job of this prompt_id already, with another prompt.',
    'Give each prompt an id of its own, or none.',
  )
}

/** ComfyUI looks at this before everything else. */
function checkClasses(graph: PromptGraph): void {
  for (const [id, node] of Object.entries(graph)) {
    if (typeof node.class_type === 'string' && node.class_type !== '') continue
    const title = titleOf(node)
    throw new PromptRefusal({
      type: 'missing_node_type',
      message: `Node '${title === 'undefined' ? `ID #${id}` : title}' has no class_type. The workflow may be corrupted or a custom node is missing.`,
      details: `Node ID '#${id}'`,
      extra_info: { node_id: id, class_type: null, node_title: null },
    })
  }
}

/** A client's own number is told back; ours counts, and is negative at the front, as ComfyUI's is. */
function numberOf({ number, front }: AskedPrompt, takeNumber: () => number): number {
  if (number !== undefined) return number
  return front ? -takeNumber() : takeNumber()
}

/**
 * Lower numbers run earlier with ComfyUI, whose own count from 0: what is below that goes before others, the lower the
 * earlier, as far as there are priorities.
 */
function priorityOf({ number, front }: AskedPrompt): number {
  if (number === undefined) return front ? 100 : 0
  return number < 0 ? Math.min(100, Math.max(1, Math.round(-number))) : 0
}

const inComfyWords = (error: DoorError, graph: PromptGraph): Error =>
  (error.status < 500 ? toPromptRefusal(error, graph) : undefined) ?? error
