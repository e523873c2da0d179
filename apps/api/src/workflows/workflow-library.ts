import { setImmediate } from 'node:timers/promises'
import {
  ComfyAnswerError,
  ComfyUnavailableError,
  type Generation,
  InvalidRequestError,
  type ServerCheck,
} from '@darkroom/generation'
import type { FoundWorkflow, WorkflowFiles, WorkflowTexts } from '@darkroom/workflow-files'
import type { Logger } from 'pino'
import { describeWorkflow, type WorkflowAbout } from './describe-workflow.ts'
import { OpenedWorkflows, type OpenWorkflow } from './opened-workflows.ts'
import { savedGraphs } from './understand.ts'
import { toConversionCheck, toWorkflowCheck, type WorkflowCheck } from './workflow-checks.ts'
import { WorkflowFormatError } from './workflow-document.ts'

/** A file of the folder that is of no use; `problem` says why in a sentence. */
export interface UselessWorkflow {
  readonly file: FoundWorkflow
  readonly problem: string
  /** Whether it may be over in a moment. */
  readonly isPassing?: boolean
}

type Shown = Pick<OpenWorkflow, 'edited' | 'outputs' | 'problems' | 'warnings' | 'nodeClasses'>

/** A file of the folder, and what was understood of it. */
export interface UsableWorkflow extends Shown {
  readonly file: FoundWorkflow
  readonly problem?: undefined
  readonly isPassing?: undefined
  readonly about: WorkflowAbout
  /** By server. */
  readonly checks: readonly WorkflowCheck[]
  /** Changes with the file, with what is kept about it, and with what the servers say. */
  readonly version: string
}

export type ListedWorkflow = UselessWorkflow | UsableWorkflow

/** How long a list believes what was found out, in milliseconds; then it asks whether the servers still say the same. */
const believedMs = 10_000

interface Kept {
  readonly at: number
  readonly listed: ListedWorkflow
}

export interface WorkflowLibraryOptions {
  readonly files: WorkflowFiles
  readonly generation: Pick<Generation, 'definitions' | 'check'>
  readonly log: Pick<Logger, 'error'>
  /** Milliseconds of a clock that never goes back. */
  readonly now?: () => number
}

/** The workflows of the folder, understood by what the servers have. */
export class WorkflowLibrary {
  readonly #options: Required<WorkflowLibraryOptions>
  readonly #opened: OpenedWorkflows
  readonly #listed = new Map<string, Kept>()

  constructor(options: WorkflowLibraryOptions) {
    this.#options = { now: () => performance.now(), ...options }
    this.#opened = new OpenedWorkflows(options.generation)
  }

  async list(): Promise<readonly ListedWorkflow[]> {
    const files = await this.#options.files.list()
    const names = new Set(files.map(({ name }) => name))
    for (const name of this.#listed.keys()) if (!names.has(name)) this.#listed.delete(name)
    const all: ListedWorkflow[] = []
    // One after the other: each keeps the processor busy, and asks servers for classes that the next one has, too.
    for (const file of files) all.push(await this.#listedRecently(file))
    return all
  }

  /** Looks at the files before anybody asks, one after the other; what goes wrong is told when somebody does. */
  async warm(signal: AbortSignal): Promise<void> {
    try {
      for (const file of await this.#options.files.list()) {
        if (signal.aborted) return
        await this.#listedRecently(file)
      }
    } catch (err) {
      if (!signal.aborted) this.#options.log.error({ err }, 'Workflows could not be looked at')
    }
  }

  /** @throws WorkflowNotFoundError */
  async load(name: string): Promise<ListedWorkflow> {
    return this.look(await this.#options.files.load(name))
  }

  /** What was understood of a file, and what each server says to it now. */
  async look(file: FoundWorkflow): Promise<ListedWorkflow> {
    if (file.kind === 'broken') return { file, problem: file.problem }
    try {
      const workflow = await this.#opened.open(file)
      const { edited, outputs, problems, warnings, nodeClasses } = workflow
      return {
        file,
        ...{ edited, outputs, problems, warnings, nodeClasses },
        about: describeWorkflow(workflow, file.name),
        checks: await this.check(workflow),
        version: `${file.version} ${workflow.version}`,
      }
    } catch (error) {
      if (error instanceof WorkflowFormatError) return { file, problem: error.message }
      if (!isNoAnswer(error)) throw error
      return { file, problem: 'What it takes is known when a ComfyUI answers.', isPassing: true }
    }
  }

  /**
   * Opens a file of the folder.
   * @throws WorkflowFormatError, ComfyUnavailableError, ComfyAnswerError, and WorkflowNotFoundError
   */
  async open(name: string): Promise<OpenWorkflow> {
    const file = await this.#options.files.load(name)
    if (file.kind === 'broken') throw new WorkflowFormatError(file.problem)
    return await this.#opened.open(file)
  }

  /**
   * Opens texts that are not kept.
   * @throws WorkflowFormatError, ComfyUnavailableError, ComfyAnswerError
   */
  async openTexts(texts: WorkflowTexts): Promise<OpenWorkflow> {
    return await this.#opened.open(texts)
  }

  /**
   * What each server says to a workflow with the values that it was saved with: to what is converted for it.
   * @throws WorkflowFormatError, ComfyUnavailableError, ComfyAnswerError
   */
  async check(workflow: OpenWorkflow): Promise<readonly WorkflowCheck[]> {
    const unconvertible = workflow.readings
      .filter(({ problems }) => problems.length > 0)
      .flatMap(({ servers, problems }) =>
        servers.map((server) => toConversionCheck({ server, problems })),
      )
    const checks: WorkflowCheck[] = []
    for (const { text, graph, reading, servers } of savedGraphs(workflow)) {
      const { inputs, hidden } = reading.found
      const { editor } = reading.source
      const around = { graph, inputs: [...inputs, ...hidden], values: editor?.values }
      const own = (await this.#serverChecks(text)).filter(({ server }) => servers.includes(server))
      checks.push(...own.map((one) => toWorkflowCheck(one, around)))
    }
    return [...checks, ...unconvertible]
  }

  async #serverChecks(graph: string): Promise<readonly ServerCheck[]> {
    try {
      return await this.#options.generation.check({ workflow: 'graph', inputs: { graph } })
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
      this.#options.log.error({ err, file: file.file }, 'A workflow could not be looked at')
      return { file, problem: 'It could not be looked at; the log says why.', isPassing: true }
    }
  }

  async #listedRecently(file: FoundWorkflow): Promise<ListedWorkflow> {
    const at = this.#options.now()
    const kept = this.#listed.get(file.name)
    if (kept?.listed.file.version === file.version) {
      if (at - kept.at < believedMs) return kept.listed
      if (await this.#stillHolds(kept.listed)) {
        this.#listed.set(file.name, { at, listed: kept.listed })
        return kept.listed
      }
    }
    const listed = await this.#lookSafely(file)
    if (listed.isPassing !== true) this.#listed.set(file.name, { at, listed })
    // Others have their turn between two of them.
    await setImmediate()
    return listed
  }

  /** Whether what was understood and checked would come out alike; files on a server come and go without a word. */
  async #stillHolds(listed: ListedWorkflow): Promise<boolean> {
    if (listed.problem !== undefined || listed.checks.some(({ lacksFiles }) => lacksFiles)) {
      return false
    }
    try {
      const version = await this.#opened.versionOf(listed.nodeClasses)
      return listed.version === `${listed.file.version} ${version}`
    } catch (error) {
      if (!isNoAnswer(error)) throw error
      return false
    }
  }
}

const isNoAnswer = (error: unknown): boolean =>
  error instanceof ComfyUnavailableError || error instanceof ComfyAnswerError
