import type { Definitions, Generation, ServerCheck } from '@darkroom/generation'
import { ComfyAnswerError, ComfyUnavailableError } from '@darkroom/generation'
import { type FoundInputs, inputEditsSchema, withInputEdits } from '@darkroom/workflow-converter'
import type { FoundWorkflow, WorkflowFiles, WorkflowTexts } from '@darkroom/workflow-files'
import { z } from 'zod'
import { type UnderstoodWorkflow, understand } from './understand.ts'
import { asCheckProblem, toWorkflowCheck, type WorkflowCheck } from './workflow-checks.ts'
import { nodeClassesOf, readDocument, WorkflowFormatError } from './workflow-document.ts'

/** A workflow with its inputs as edited. */
export interface OpenWorkflow extends UnderstoodWorkflow {
  /** The inputs as `found` has them, with what is kept about them beside the file. */
  readonly edited: FoundInputs
}

/** A file of the folder and what was understood of it; `problem` says in a sentence why it is of no use. */
export type ListedWorkflow =
  | { readonly file: FoundWorkflow; readonly problem: string }
  | {
      readonly file: FoundWorkflow
      readonly problem?: undefined
      readonly workflow: OpenWorkflow
      /** By server; none when no server is known. */
      readonly checks: readonly WorkflowCheck[]
    }

/** How long what servers say of a workflow is believed, in milliseconds: a list asks for all of them. */
const checksAge = 10_000

/** The workflows of the folder, understood by what the servers have. */
export class WorkflowLibrary {
  readonly #files: WorkflowFiles
  readonly #generation: Generation
  readonly #now: () => number
  readonly #listed = new Map<string, { readonly at: number; readonly listed: ListedWorkflow }>()

  constructor({
    files,
    generation,
    now = () => performance.now(),
  }: {
    readonly files: WorkflowFiles
    readonly generation: Generation
    readonly now?: () => number
  }) {
    this.#files = files
    this.#generation = generation
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
      throw error
    }
  }

  /**
   * Understands texts: the editor's first, and the prompt beside it where that cannot be converted.
   * @throws WorkflowFormatError
   */
  async open(
    { workflow, prompt }: WorkflowTexts,
    { edits, editsProblem }: { readonly edits?: unknown; readonly editsProblem?: string } = {},
  ): Promise<OpenWorkflow> {
    const understood = await this.#understand(
      [workflow, prompt].filter((text) => text !== undefined),
    )
    return { ...understood, edited: withEdits(understood.found, edits, editsProblem) }
  }

  /** What each server says to a workflow with the values that it was saved with. */
  async check({ graph, edited, problems }: OpenWorkflow): Promise<readonly WorkflowCheck[]> {
    if (problems.length > 0) return []
    const { inputs, hidden } = edited
    const around = { graph, inputs: [...inputs, ...hidden] }
    return (await this.#serverChecks(JSON.stringify(graph))).map((one) =>
      toWorkflowCheck(one, around),
    )
  }

  async #serverChecks(graph: string): Promise<readonly ServerCheck[]> {
    try {
      return await this.#generation.check({ workflow: 'graph', inputs: { graph } })
    } catch (error) {
      if (isNoAnswer(error)) return []
      throw new WorkflowFormatError(asCheckProblem(error), { cause: error })
    }
  }

  async #listedRecently(file: FoundWorkflow): Promise<ListedWorkflow> {
    const kept = this.#listed.get(file.name)
    const isRecent = kept !== undefined && this.#now() - kept.at < checksAge
    if (isRecent && kept.listed.file.version === file.version) return kept.listed
    const listed = await this.look(file)
    const isKnown = listed.problem !== undefined || listed.checks.length > 0
    if (isKnown) this.#listed.set(file.name, { at: this.#now(), listed })
    return listed
  }

  /** The first text that can be converted, else the first that can be read. */
  async #understand(texts: readonly string[]): Promise<UnderstoodWorkflow> {
    let readable: UnderstoodWorkflow | undefined
    let failure = new WorkflowFormatError('There is no workflow in it')
    for (const text of texts.toReversed()) {
      try {
        const document = readDocument(text)
        const servers = await this.#definitions(nodeClassesOf(document))
        const understood = understand(document, servers)
        readable = readable !== undefined && understood.problems.length > 0 ? readable : understood
      } catch (error) {
        if (!(error instanceof WorkflowFormatError)) throw error
        failure = error
      }
    }
    if (readable === undefined) throw failure
    return readable
  }

  async #definitions(classes: readonly string[]): Promise<ReadonlyMap<string, Definitions>> {
    try {
      return await this.#generation.definitions(classes)
    } catch (error) {
      if (isNoAnswer(error)) return new Map()
      throw error
    }
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
