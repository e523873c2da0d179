import type { Generation } from '@darkroom/generation'
import type { FoundInputs, Problem } from '@darkroom/workflow-converter'
import type { WorkflowFile, WorkflowTexts } from '@darkroom/workflow-files'
import { versionOfServers } from './definitions-version.ts'
import {
  editedInputs,
  editedOnServers,
  type InputsByServer,
  type KeptEdits,
  readEdits,
  type SaidOfInputs,
} from './edited-inputs.ts'
import { type UnderstoodWorkflow, understand, type WorkflowReading } from './understand.ts'
import {
  nodeClassesOf,
  readDocuments,
  type WorkflowDocument,
  WorkflowFormatError,
} from './workflow-document.ts'

/** A workflow with its inputs as edited. */
export interface OpenWorkflow extends UnderstoodWorkflow {
  /** With what is kept about their inputs beside the file. */
  readonly readings: readonly [WorkflowReading, ...WorkflowReading[]]
  /** The inputs that all servers together have. */
  readonly edited: FoundInputs
  /** The inputs without what is said about them. */
  readonly unedited: InputsByServer
  /** What is said about them. */
  readonly said: SaidOfInputs
  /** What stands against converting it, where least does. */
  readonly problems: readonly Problem[]
  /** Stays the same for as long as the servers say the same of its classes. */
  readonly version: string
  readonly nodeClasses: readonly string[]
}

interface Kept {
  readonly documents: readonly WorkflowDocument[]
  readonly size: number
  opened?: OpenWorkflow
}

/** The most characters of workflows that stay open: what is made of a text takes some ten times its length. */
const mostCharacters = 8 * 2 ** 20

/** Workflows as they are understood by what the servers have now. The files that were used last stay open. */
export class OpenedWorkflows {
  readonly #generation: Pick<Generation, 'definitions'>
  /** By file and version; the one that was used longest ago comes first. */
  readonly #kept = new Map<string, Kept>()
  #characters = 0

  constructor(generation: Pick<Generation, 'definitions'>) {
    this.#generation = generation
  }

  /**
   * Opens a file, or texts that are not kept.
   * @throws WorkflowFormatError, ComfyUnavailableError, ComfyAnswerError
   */
  async open(given: WorkflowFile | WorkflowTexts): Promise<OpenWorkflow> {
    if (!('kind' in given)) return await this.#understood({ documents: readDocuments(given) }, {})
    const kept = this.#keptOf(given)
    return await this.#understood(kept, given)
  }

  /** The version that these classes have now, for those who keep what they made of a workflow. */
  async versionOf(nodeClasses: readonly string[]): Promise<string> {
    return versionOfServers(await this.#generation.definitions(nodeClasses))
  }

  #keptOf(file: WorkflowFile): Kept {
    const key = `${file.file} ${file.version}`
    const { workflow = '', prompt = '' } = file.texts
    const size = workflow.length + prompt.length
    const kept = this.#kept.get(key) ?? { documents: readDocuments(file.texts), size }
    if (!this.#kept.delete(key)) this.#characters += size
    this.#kept.set(key, kept)
    for (const [oldest, { size: old }] of this.#kept) {
      if (this.#characters <= mostCharacters || oldest === key) break
      this.#kept.delete(oldest)
      this.#characters -= old
    }
    return kept
  }

  /** Whoever else waited for the same definitions finds it made. */
  async #understood(
    kept: Pick<Kept, 'documents' | 'opened'>,
    edits: KeptEdits,
  ): Promise<OpenWorkflow> {
    const nodeClasses = [...new Set(kept.documents.flatMap(nodeClassesOf))]
    const servers = await this.#generation.definitions(nodeClasses)
    const version = versionOfServers(servers)
    if (kept.opened?.version === version) return kept.opened
    const understood = firstConvertible(kept.documents, (one) => understand(one, servers))
    const said = readEdits(edits)
    const [first, ...others] = understood.readings
    const readings = [
      withEdits(first, said),
      ...others.map((reading) => withEdits(reading, said)),
    ] as const
    const convertible = understood.readings.filter(({ problems }) => problems.length === 0)
    const [best = first, ...further] = convertible
    const unedited = [best.found, ...further.map(({ found }) => found)] as const
    kept.opened = {
      ...understood,
      readings,
      edited: editedOnServers(unedited, said),
      unedited,
      said,
      problems: first.problems,
      version,
      nodeClasses,
    }
    return kept.opened
  }
}

/** The editor's first, whose titles, apps and subgraphs tell the inputs; the prompt beside it where that cannot be converted. */
function firstConvertible(
  documents: readonly WorkflowDocument[],
  understood: (document: WorkflowDocument) => UnderstoodWorkflow,
): UnderstoodWorkflow {
  let first: UnderstoodWorkflow | undefined
  for (const document of documents) {
    const own = understood(document)
    if (own.readings[0].problems.length === 0) return own
    first ??= own
  }
  if (first === undefined) throw new WorkflowFormatError('There is no workflow in it')
  return first
}

const withEdits = (reading: WorkflowReading, said: SaidOfInputs): WorkflowReading => ({
  ...reading,
  found: editedInputs(reading.found, said),
})
