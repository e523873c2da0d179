import {
  ComfyAnswerError,
  ComfyUnavailableError,
  type Generation,
  InvalidRequestError,
  type ServerCheck,
} from '@darkroom/generation'
import { type FoundInputs, inputEditsSchema, withInputEdits } from '@darkroom/workflow-converter'
import type { FoundWorkflow, WorkflowFiles, WorkflowTexts } from '@darkroom/workflow-files'
import type { Logger } from 'pino'
import { z } from 'zod'
import { type UnderstoodWorkflow, understand } from './understand.ts'
import { toConversionCheck, toWorkflowCheck, type WorkflowCheck } from './workflow-checks.ts'
import { nodeClassesOf, readDocuments, WorkflowFormatError } from './workflow-document.ts'

/** A workflow with its inputs as edited. */
export interface OpenWorkflow extends UnderstoodWorkflow {
  /** The inputs as `found` has them, with what is kept about them beside the file. */
  readonly edited: FoundInputs
}

/** A file of the folder that is of no use; `problem` says why in a sentence. */
export interface UselessWorkflow {
  readonly file: FoundWorkflow
  readonly problem: string
  /** Whether it may be over in a moment. */
  readonly isPassing?: boolean
}

/** A file of the folder, and what was understood of it. */
export interface UsableWorkflow {
  readonly file: FoundWorkflow
  readonly problem?: undefined
  readonly isPassing?: undefined
  readonly workflow: OpenWorkflow
  /** By server. */
  readonly checks: readonly WorkflowCheck[]
}

export type ListedWorkflow = UselessWorkflow | UsableWorkflow

/** How long what servers say of a workflow is believed, in milliseconds: a list asks for all of them. */
const checksAge = 10_000

/** The workflows of the folder, understood by what the servers have. */
export class WorkflowLibrary {
  readonly #files: WorkflowFiles
  readonly #generation: Generation
  readonly #log: Pick<Logger, 'error'>
  readonly #now: () => number
  readonly #listed = new Map<string, { readonly at: number; readonly listed: ListedWorkflow }>()

  constructor({
    files,
    generation,
    log,
    now = () => performance.now(),
  }: {
    readonly files: WorkflowFiles
    readonly generation: Generation
    readonly log: Pick<Logger, 'error'>
    readonly now?: () => number
  }) {
    this.#files = files
    this.#generation = generation
    this.#log = log
    this.#now = now
  }

  async list(): Promise<readonly ListedWorkflow[]> {
    const files = await this.#files.list()
    const names = new Set(files.map(({ name }) => name))
    for (const name of this.#listed.keys()) if (!names.has(name)) this.#listed.delete(name)
    const all: ListedWorkflow[] = []
    // One after the other: each keeps the processor busy, and asks servers for classes that the next one has, too.
    for (const file of files) all.push(await this.#listedRecently(file))
    return all
  }

  /** @throws WorkflowNotFoundError */
  async load(name: string): Promise<ListedWorkflow> {
    return this.look(await this.#files.load(name))
  }

  /** What was understood of a file, and what each server says to it now. */
  async look(file: FoundWorkflow): Promise<ListedWorkflow> {
    if (file.kind === 'broken') return { file, problem: file.problem }
    try {
      const workflow = await this.open(file.texts, file)
      return { file, workflow, checks: await this.check(workflow) }
    } catch (error) {
      if (error instanceof WorkflowFormatError) return { file, problem: error.message }
      if (!isNoAnswer(error)) throw error
      return { file, problem: 'What it takes is known when a ComfyUI answers.', isPassing: true }
    }
  }

  /**
   * Understands texts: the editor's first, and the prompt beside it where that cannot be converted.
   * @throws WorkflowFormatError, ComfyUnavailableError, ComfyAnswerError
   */
  async open(
    texts: WorkflowTexts,
    { edits, editsProblem }: { readonly edits?: unknown; readonly editsProblem?: string } = {},
  ): Promise<OpenWorkflow> {
    let opened: UnderstoodWorkflow | undefined
    for (const document of readDocuments(texts)) {
      const servers = await this.#generation.definitions(nodeClassesOf(document))
      const understood = understand(document, servers)
      opened = opened !== undefined && understood.problems.length > 0 ? opened : understood
      if (opened.problems.length === 0) break
    }
    if (opened === undefined) throw new WorkflowFormatError('There is no workflow in it')
    return { ...opened, edited: withEdits(opened.found, edits, editsProblem) }
  }

  /**
   * What each server says to a workflow with the values that it was saved with.
   * @throws WorkflowFormatError, ComfyUnavailableError, ComfyAnswerError
   */
  async check({
    graph,
    edited,
    source,
    onServers,
    problems,
  }: OpenWorkflow): Promise<readonly WorkflowCheck[]> {
    const unconvertible = onServers.filter((one) => one.problems.length > 0).map(toConversionCheck)
    if (problems.length > 0) return unconvertible
    const { inputs, hidden } = edited
    const around = { graph, inputs: [...inputs, ...hidden], values: source.editor?.values }
    const lacking = new Set(unconvertible.map(({ server }) => server))
    const checks = await this.#serverChecks(JSON.stringify(graph))
    const others = checks.filter(({ server }) => !lacking.has(server))
    return [...others.map((one) => toWorkflowCheck(one, around)), ...unconvertible]
  }

  async #serverChecks(graph: string): Promise<readonly ServerCheck[]> {
    try {
      return await this.#generation.check({ workflow: 'graph', inputs: { graph } })
    } catch (error) {
      if (!(error instanceof InvalidRequestError)) throw error
      throw new WorkflowFormatError(error.message, { cause: error })
    }
  }

  /** For lists: what goes wrong with one file never takes the others down. */
  async #lookSafely(file: FoundWorkflow): Promise<ListedWorkflow> {
    try {
      return await this.look(file)
    } catch (err) {
      this.#log.error({ err, file: file.file }, 'A workflow could not be looked at')
      return { file, problem: 'It could not be looked at; the log says why.', isPassing: true }
    }
  }

  async #listedRecently(file: FoundWorkflow): Promise<ListedWorkflow> {
    const kept = this.#listed.get(file.name)
    const isRecent = kept !== undefined && this.#now() - kept.at < checksAge
    if (isRecent && kept.listed.file.version === file.version) return kept.listed
    const listed = await this.#lookSafely(file)
    if (listed.isPassing !== true) this.#listed.set(file.name, { at: this.#now(), listed })
    return listed
  }
}

const isNoAnswer = (error: unknown): boolean =>
  error instanceof ComfyUnavailableError || error instanceof ComfyAnswerError

function withEdits(found: FoundInputs, edits: unknown, problem: string | undefined): FoundInputs {
  if (problem !== undefined) return { ...found, notes: [...found.notes, problem] }
  if (edits === undefined) return found
  const parsed = inputEditsSchema.safeParse(edits)
  if (parsed.success) return withInputEdits(found, parsed.data)
  const note = `What is kept about the inputs is left out: ${z.prettifyError(parsed.error)}`
  return { ...found, notes: [...found.notes, note] }
}
