import { setImmediate } from 'node:timers/promises'
import { nameKey } from '@darkroom/foundation'
import {
  ComfyAnswerError,
  ComfyUnavailableError,
  type Generation,
  type JobRequest,
  type ModelLists,
  type SamplerLists,
} from '@darkroom/generation'
import type { Logger } from 'pino'
import { toWorkflowCheck, type WorkflowCheck } from '../workflow-checks.ts'
import { choicesFor, modelsFor, probeFile, probeOf } from './built-in-models.ts'
import type { BuiltInWorkflow } from './built-in-workflow.ts'
import { lackingOf } from './lacking.ts'
import type { WordInput } from './word-inputs.ts'

/** A built-in workflow as the servers have it now. */
export interface ListedBuiltIn {
  readonly workflow: BuiltInWorkflow
  /** With the choices of the servers. */
  readonly inputs: readonly WordInput[]
  readonly runnable: boolean
  readonly servers: readonly string[]
  readonly missing: WorkflowCheck['missing']
  readonly problems: readonly string[]
}

/** How long what was found out is believed, in milliseconds. */
const believedMs = 10_000
/** The most models that a workflow is tried with before it counts as one that no server can run. */
const mostTried = 3

interface Found {
  /** The first model that a server can do it with. */
  readonly model?: string
  readonly servers: readonly string[]
  readonly missing: WorkflowCheck['missing']
  readonly problems: readonly string[]
}

const nothing = { node_classes: [], models: [] } as const

type Asked = Pick<Generation, 'models' | 'samplers' | 'foresee' | 'check'>

/** The workflows that are code, with what the servers have for them. */
export class BuiltInLibrary {
  readonly #make: () => readonly BuiltInWorkflow[]
  #made: ReadonlyMap<string, BuiltInWorkflow> | undefined
  readonly #generation: Asked
  readonly #log: Pick<Logger, 'error'>
  readonly #now: () => number
  readonly #found = new Map<string, { readonly at: number; readonly found: Promise<Found> }>()

  /** @param make Is called once, when they are first asked for: their schemas take a tenth of a start. */
  constructor(
    make: () => readonly BuiltInWorkflow[],
    {
      generation,
      log,
      now = () => performance.now(),
    }: {
      readonly generation: Asked
      readonly log: Pick<Logger, 'error'>
      readonly now?: () => number
    },
  ) {
    this.#log = log
    this.#make = make
    this.#generation = generation
    this.#now = now
  }

  get #workflows(): ReadonlyMap<string, BuiltInWorkflow> {
    this.#made ??= new Map(this.#make().map((one) => [nameKey(one.name), one]))
    return this.#made
  }

  find(name: string): BuiltInWorkflow | undefined {
    return this.#workflows.get(nameKey(name))
  }

  get all(): readonly BuiltInWorkflow[] {
    return [...this.#workflows.values()]
  }

  async list(): Promise<readonly ListedBuiltIn[]> {
    const lists = await this.#lists()
    const all: ListedBuiltIn[] = []
    for (const workflow of this.#workflows.values()) all.push(await this.#listed(workflow, lists))
    return all
  }

  async look(workflow: BuiltInWorkflow): Promise<ListedBuiltIn> {
    return await this.#listed(workflow, await this.#lists())
  }

  /** The model that a run takes where it names none. */
  async modelOf(workflow: BuiltInWorkflow): Promise<string | undefined> {
    return (await this.#find(workflow, (await this.#lists())?.models)).model
  }

  async #lists(): Promise<Lists | undefined> {
    try {
      const [models, samplers] = await Promise.all([
        this.#generation.models(),
        this.#generation.samplers(),
      ])
      return { models, samplers }
    } catch (error) {
      if (!isNoAnswer(error)) throw error
      return undefined
    }
  }

  async #listed(workflow: BuiltInWorkflow, lists: Lists | undefined): Promise<ListedBuiltIn> {
    const found = await this.#find(workflow, lists?.models)
    const { servers, missing, problems, model } = found
    const inputs = workflow.inputs.map((input) => withLists(input, { workflow, lists, model }))
    return { workflow, inputs, runnable: servers.length > 0, servers, missing, problems }
  }

  async #find(workflow: BuiltInWorkflow, models: ModelLists | undefined): Promise<Found> {
    const kept = this.#found.get(workflow.name)
    if (kept !== undefined && this.#now() - kept.at < believedMs) return await kept.found
    if (models === undefined) return unanswered
    const found = this.#try(workflow, models)
    this.#found.set(workflow.name, { at: this.#now(), found })
    // What failed is asked again.
    found.catch(() => this.#found.delete(workflow.name))
    return await found
  }

  async #try(workflow: BuiltInWorkflow, models: ModelLists): Promise<Found> {
    const candidates = modelsFor(workflow, models).slice(0, mostTried)
    let first: Found | undefined
    for (const { filename } of candidates) {
      const found = await this.#with(workflow, filename)
      if (found.servers.length > 0) return found
      first ??= found
    }
    return first ?? { servers: [], missing: nothing, problems: [noModelOf(workflow)] }
  }

  /** What the servers say to the workflow with a model. */
  async #with({ name, task, family }: BuiltInWorkflow, model: string): Promise<Found> {
    // Each keeps the processor busy for a moment.
    await setImmediate()
    const files = [{ name: probeFile, upload: '0'.repeat(64) }]
    const asked: JobRequest = { workflow: task, inputs: probeOf(task, { model }), files }
    try {
      const { request, graph } = await this.#generation.foresee(asked)
      const isOther = family !== undefined && ![name, task].includes(request.workflow)
      // The header of the model tells another family than its name.
      if (isOther) return { servers: [], missing: nothing, problems: [noModelOf({ family })] }
      const checks = (await this.#generation.check(request)).map((one) =>
        toWorkflowCheck(one, { graph, inputs: [] }),
      )
      const servers = checks.filter(({ runnable }) => runnable).map(({ server }) => server)
      return { model, servers, missing: nothing, problems: [] }
    } catch (error) {
      if (isNoAnswer(error)) return unanswered
      const lacking = lackingOf(error)
      // What goes wrong with one never takes the others down.
      if (lacking === undefined)
        this.#log.error({ err: error, name }, 'A workflow could not be looked at')
      return { servers: [], ...(lacking ?? unknown) }
    }
  }
}

interface Lists {
  readonly models: ModelLists
  readonly samplers: SamplerLists
}

const unanswered: Found = {
  servers: [],
  missing: nothing,
  problems: ['What it needs is known when a ComfyUI answers.'],
}

const unknown = {
  missing: nothing,
  problems: ['It could not be looked at; the log says why.'],
}

const noModelOf = ({ family }: Pick<BuiltInWorkflow, 'family'>): string =>
  family === undefined
    ? 'No server has a model for it.'
    : `No server has a model of ${family.title}: put one into models/${family.folder}.`

const isNoAnswer = (error: unknown): boolean =>
  error instanceof ComfyUnavailableError || error instanceof ComfyAnswerError

function withLists(
  input: WordInput,
  {
    workflow,
    lists,
    model,
  }: {
    readonly workflow: BuiltInWorkflow
    readonly lists: Lists | undefined
    readonly model: string | undefined
  },
): WordInput {
  if (lists === undefined) return input
  const { models, samplers } = lists
  switch (input.key) {
    case 'model': {
      const choices = [...new Set(modelsFor(workflow, models).map(({ filename }) => filename))]
      const isOpen = model === undefined || workflow.task === 'upscale'
      return { ...input, choices, ...(isOpen ? {} : { default: model, required: false }) }
    }
    case 'sampler':
      return { ...input, choices: samplers.samplers }
    case 'scheduler':
      return { ...input, choices: samplers.schedulers }
    default: {
      const choices = choicesFor(input.key, models)
      return choices === undefined ? input : { ...input, choices }
    }
  }
}
