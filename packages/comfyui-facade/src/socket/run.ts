import type { ComfyMessage, Job, JobProgress } from '@darkroom/door-ports'
import { isRecord } from '@darkroom/foundation'
import { promptIdOf } from '../ids/facade-note.ts'
import { cachedMessage, endMessage, type Message, startMessage } from '../outputs/final-messages.ts'
import { uiOutputs } from '../outputs/ui-outputs.ts'

/** Told of a job by what is durable, so what its server says of these is not handed on. */
const ours: ReadonlySet<string> = new Set([
  'status',
  'execution_start',
  'executed',
  'execution_success',
  'execution_error',
  'execution_interrupted',
])

/** The last that a client hears of a job: all but the very last, before which the length of the queue is told. */
export interface Ending {
  readonly messages: readonly Message[]
  readonly last: Message
}

/**
 * What is told of one job, in ComfyUI's order: `execution_start` and `execution_cached` once and first, then what its server
 * says of its nodes, also of a second attempt, then `executed` of each node, the end, and `executing` with no node.
 */
export class Run {
  readonly promptId: string
  #start: Message | undefined
  #cached: Message | undefined
  #node: string | undefined
  #state: Message | undefined
  #isHeard = false

  constructor(job: Job) {
    this.promptId = promptIdOf(job)
  }

  /** The node that is at work, as far as it is known. */
  get node(): string {
    return this.#node ?? ''
  }

  start(job: Job): readonly Message[] {
    if (this.#start !== undefined) return []
    this.#start = startMessage(job)
    return [this.#start]
  }

  /** What a server says of the job. */
  hear({ type, data }: ComfyMessage, job: Job): readonly Message[] {
    const isEndOfNodes = type === 'executing' && typeof data.node !== 'string'
    if (ours.has(type) || isEndOfNodes) return []
    const before = this.start(job)
    if (type === 'execution_cached') return [...before, ...this.#startNodes(job, data.nodes)]
    const message = { type, data: this.#renamed(data) }
    if (type === 'executing' && typeof data.node === 'string') this.#node = data.node
    if (type === 'progress_state') this.#state = message
    if (type === 'progress') this.#isHeard = true
    return [...before, ...this.#startNodes(job, []), message]
  }

  /** Progress as we count it; of a server that says it itself, its own is told. */
  progress({ step, steps }: JobProgress, job: Job): readonly Message[] {
    if (this.#isHeard || steps === 0) return []
    const data = { value: step, max: steps, prompt_id: this.promptId, node: this.#node ?? null }
    return [...this.start(job), ...this.#startNodes(job, []), { type: 'progress', data }]
  }

  end(job: Job): Ending {
    // One that never ran is only said to be interrupted.
    const began =
      this.#start !== undefined || job.status !== 'cancelled' || job.startedAt !== undefined
    const before = began ? [...this.start(job), ...this.#startNodes(job, [])] : []
    const executed = [...uiOutputs(job.outputs)].map(([node, output]) => ({
      type: 'executed',
      data: { node, display_node: node, output, prompt_id: this.promptId },
    }))
    const end = endMessage(job)
    return {
      messages: [...before, ...executed, ...(end === undefined ? [] : [end])],
      last: { type: 'executing', data: { node: null, prompt_id: this.promptId } },
    }
  }

  /** What was said of it so far, for a socket that comes while it runs: how it began, and how it stands. */
  present(): readonly Message[] {
    const node = this.#node
    const data = { node, display_node: node, prompt_id: this.promptId }
    const all = [
      this.#start,
      this.#cached,
      this.#state,
      node === undefined ? undefined : { type: 'executing', data },
    ]
    return all.flatMap((message) => message ?? [])
  }

  #startNodes(job: Job, nodes: unknown): readonly Message[] {
    if (this.#cached !== undefined) return []
    this.#cached = cachedMessage(job, Array.isArray(nodes) ? nodes : [])
    return [this.#cached]
  }

  /** Events name the job by our id; the client has its own. */
  #renamed(data: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
    const { nodes } = data
    return {
      ...data,
      ...('prompt_id' in data && { prompt_id: this.promptId }),
      ...(isRecord(nodes) && {
        nodes: Object.fromEntries(
          Object.entries(nodes).map(([id, node]) => [
            id,
            isRecord(node) ? { ...node, prompt_id: this.promptId } : node,
          ]),
        ),
      }),
    }
  }
}
