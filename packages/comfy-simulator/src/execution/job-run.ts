import { pause } from '@darkroom/foundation'
import type { NodeClass } from '../nodes/catalog.ts'
import { NodeInputs } from '../nodes/inputs.ts'
import type { NodeResult } from '../nodes/node.ts'
import { lazyInputs } from '../nodes/primitives.ts'
import { behaviourOf } from '../nodes/registry.ts'
import type { NodeValue } from '../nodes/values.ts'
import { PyError } from '../python/convert.ts'
import { type Encodable, getString, type PyValue } from '../python/value.ts'
import type { SocketHub } from '../sockets/hub.ts'
import { classNameOf, nodeAt } from '../validation/graph.ts'
import {
  describeBlock,
  describeFailure,
  describeInputs,
  type FailurePlace,
  outOfMemory,
  WorkerDeathError,
} from './failure.ts'
import type { HistoryEntry } from './history.ts'
import { inputValues } from './input-values.ts'
import { InterruptedJobError } from './interruption.ts'
import { JobEvents } from './job-events.ts'
import { createNodeContext } from './node-context.ts'
import { ExecutionList } from './order.ts'
import { type NodeName, ProgressRegistry, plainName } from './progress-registry.ts'
import type { QueueItem } from './prompt-queue.ts'
import type { CachedResult, ResultCache } from './result-cache.ts'
import { SamplerSteps, type StepWorld, strikeAtStep } from './sampler-steps.ts'
import { signaturesOf } from './signatures.ts'
import { copyNodes, stampNodes } from './stamp-nodes.ts'

export interface JobWorld extends StepWorld {
  readonly hub: SocketHub
  readonly cache: ResultCache
  /** Sets the node that a newly opened socket is told about. */
  readonly setRunningNode: (id: string) => void
}

export type JobOutcome = 'finish' | 'error' | 'interrupted'

const clientIdOf = (item: QueueItem): string | undefined => getString(item.extraData, 'client_id')

/** One job from `execution_start` to its terminal event. */
export class JobRun {
  readonly item: QueueItem
  readonly clientId: string | undefined
  readonly files: string[] = []
  /** The job as it runs: its nodes get stamps, which the queue and the history do not show. */
  readonly #item: QueueItem
  readonly #world: JobWorld
  readonly #events: JobEvents
  readonly #progress: ProgressRegistry
  readonly #steps: SamplerSteps
  readonly #values = new Map<string, readonly NodeValue[]>()
  readonly #outputs = new Map<string, Encodable>()
  readonly #meta = new Map<string, Encodable>()
  readonly #executed: string[] = []
  #signatures: ReadonlyMap<string, string> = new Map()
  #classOf: (name: string) => NodeClass | undefined = () => undefined
  #isSuccess = false

  constructor(item: QueueItem, world: JobWorld) {
    this.item = item
    this.#item = { ...item, graph: copyNodes(item.graph) }
    this.clientId = clientIdOf(item)
    this.#world = world
    this.#events = new JobEvents(world.hub, item.promptId, this.clientId)
    this.#progress = new ProgressRegistry(item.promptId, (data) =>
      this.#events.toAll('progress_state', data),
    )
    this.#steps = new SamplerSteps(world, {
      events: this.#events,
      progress: this.#progress,
      promptId: item.promptId,
      hasPreviews: this.#hasPreviews(),
    })
  }

  /** Throws only errors that kill the worker. */
  async run(): Promise<JobOutcome> {
    const { graph, promptId, outputs } = this.#item
    const { machine, cache } = this.#world
    this.#world.interruption.clear()
    this.#events.record('execution_start', { prompt_id: promptId })
    strikeAtStep(0, this.#world)
    stampNodes(graph, machine.folders)
    const classOf = machine.snapshot()
    this.#classOf = classOf
    this.#signatures = signaturesOf(graph, classOf)
    cache.begin(this.#signatures.values())
    const cached = [...graph.keys()].filter((id) => this.#cached(id) !== undefined)
    this.#events.record('execution_cached', { nodes: cached, prompt_id: promptId })
    const list = new ExecutionList(graph, {
      classOf,
      isCached: (id) => this.#cached(id) !== undefined,
    })
    for (const id of outputs) list.add(id)
    for (let id = list.next(); id !== undefined; id = list.next()) {
      const failure = await this.#runOrReplay(id, list)
      if (failure === 'waits') continue
      if (failure === 'interrupted') cache.settle(this.#signatures.values())
      if (failure !== undefined) return failure
      list.complete(id)
    }
    this.#isSuccess = true
    cache.settle(this.#signatures.values())
    this.#events.record('execution_success', { prompt_id: promptId })
    return 'finish'
  }

  toHistory(): HistoryEntry {
    return {
      item: this.item,
      outputs: this.#outputs,
      meta: this.#meta,
      status: this.#isSuccess ? 'success' : 'error',
      messages: this.#events.messages,
    }
  }

  #cached(id: string): CachedResult | undefined {
    return this.#world.cache.get(this.#signatures.get(id))
  }

  #hasPreviews(): boolean {
    const { options, profile } = this.#world.machine
    const own = profile.hasPreviewMethod
      ? getString(this.item.extraData, 'preview_method')
      : undefined
    const method = own === undefined || own === 'default' ? options.previewMethod : own
    return method !== 'none'
  }

  async #runOrReplay(id: string, list: ExecutionList): Promise<JobOutcome | 'waits' | undefined> {
    const cached = this.#cached(id)
    if (cached !== undefined) {
      this.#replay(id, cached)
      return undefined
    }
    try {
      if (!(await this.#runNode(id, list))) return 'waits'
      this.#executed.push(id)
      return undefined
    } catch (error) {
      if (error instanceof WorkerDeathError || this.#world.signal.aborted) throw error
      return this.#fail(id, error)
    }
  }

  #replay(id: string, { ui, meta }: CachedResult): void {
    const keeps = this.#events.hasOwner || !this.#world.machine.profile.losesCachedOutputs
    if (keeps && ui !== undefined) {
      this.#outputs.set(id, ui)
      this.#meta.set(id, meta)
    }
    this.#executedEvent(plainName(id), ui ?? null)
    this.#progress.finish(plainName(id))
  }

  #executedEvent(name: NodeName, output: Encodable): void {
    this.#events.toOwner('executed', {
      node: name.id,
      display_node: name.displayId,
      output,
      prompt_id: this.item.promptId,
    })
  }

  #begin(name: NodeName): void {
    this.#progress.start(name)
    this.#world.setRunningNode(name.displayId)
    this.#events.toOwner('executing', {
      node: name.id,
      display_node: name.displayId,
      prompt_id: this.item.promptId,
    })
  }

  /** False when the node has asked for an input that is not there yet. */
  async #runNode(id: string, list: ExecutionList): Promise<boolean> {
    const { machine, signal, interruption } = this.#world
    const nodeClass = classNameOf(nodeAt(this.#item.graph, id))
    const isMeant = (fault: { nodeClass: string }): boolean =>
      fault.nodeClass === '' || fault.nodeClass === nodeClass
    this.#begin(plainName(id))
    await machine.pace.gate(signal)
    interruption.throwIfSet()
    const asked = lazyInputs[nodeClass]?.(new NodeInputs(this.#inputsOf(id))) ?? []
    if (asked.filter((input) => list.need(id, input)).length > 0) return false
    const isExpanded = machine.faults.take('ephemeral-node-ids', isMeant) !== undefined
    const name = isExpanded ? { id: `${id}.0.0.1`, displayId: id, parentId: id } : plainName(id)
    if (isExpanded) this.#begin(name)
    const slow = machine.faults.take('slow-node', isMeant)
    if (slow !== undefined) await pause(slow.ms, signal)
    this.#raiseFaults(isMeant)
    const blocked = machine.faults.take('execution-blocked', isMeant)
    const result =
      blocked === undefined
        ? await this.#callNode(nodeClass, id, name)
        : this.#blockedResult(nodeClass, blocked.message)
    this.#keep(id, name, result)
    if (isExpanded) this.#progress.finish(name)
    this.#progress.finish(plainName(id))
    return true
  }

  #raiseFaults(isMeant: (fault: { nodeClass: string }) => boolean): void {
    const { faults } = this.#world.machine
    const error = faults.take('node-error', isMeant)
    if (error !== undefined) throw new PyError(error.type, error.message)
    if (faults.take('out-of-memory', isMeant) !== undefined) throw outOfMemory()
  }

  #blockedResult(nodeClass: string, message: string): NodeResult {
    const outputs = this.#classOf(nodeClass)?.outputs ?? []
    return { outputs: outputs.map(() => ({ kind: 'BLOCKED', message })) }
  }

  async #callNode(className: string, id: string, name: NodeName): Promise<NodeResult> {
    const inputs = this.#inputsOf(id)
    const blocked = [...inputs.values()].find((value) => value.kind === 'BLOCKED')
    if (blocked?.kind === 'BLOCKED') {
      if (blocked.message !== '') {
        this.#events.toAll('execution_error', describeBlock(this.#place(id), blocked.message))
      }
      // The nodes after this one are blocked too, but the client has been told already.
      return this.#blockedResult(className, '')
    }
    const nodeClass = this.#classOf(className)
    if (nodeClass === undefined) throw new PyError('KeyError', `'${className}'`)
    const context = createNodeContext(this.#world.machine, this.#item, {
      nodeClass,
      step: (at) => this.#steps.step(name, at),
      progress: (at) => this.#steps.report(name, at),
      sendImage: (image) => this.#steps.sendImage(name, image),
      saved: (files) => this.files.push(...files),
    })
    return behaviourOf(className)(new NodeInputs(inputs), context)
  }

  #inputsOf(id: string): ReadonlyMap<string, NodeValue> {
    const node = nodeAt(this.#item.graph, id)
    return inputValues(node, this.#classOf(classNameOf(node)), (link) => this.#linked(link))
  }

  #linked([source, slot]: readonly [PyValue, PyValue]): NodeValue | undefined {
    const id = String(source)
    const outputs = this.#values.get(id) ?? this.#cached(id)?.outputs ?? []
    return outputs.at(Number(slot))
  }

  #keep(id: string, name: NodeName, result: NodeResult): void {
    const { outputs = [], ui } = result
    this.#values.set(id, outputs)
    const meta = {
      node_id: name.id,
      display_node: name.displayId,
      parent_node: name.parentId,
      real_node_id: name.displayId,
    }
    if (ui !== undefined) {
      this.#outputs.set(name.id, ui)
      this.#meta.set(name.id, meta)
      this.#executedEvent(name, ui)
    }
    const signature = this.#signatures.get(id)
    const isBlocked = outputs.some((value) => value.kind === 'BLOCKED')
    if (signature !== undefined && !isBlocked)
      this.#world.cache.set(signature, { outputs, ui, meta })
  }

  #fail(id: string, error: unknown): JobOutcome {
    const place = this.#place(id)
    if (error instanceof InterruptedJobError) {
      this.#events.record('execution_interrupted', place, { broadcast: true })
      return 'interrupted'
    }
    this.#events.record('execution_error', {
      ...place,
      ...describeFailure(error),
      current_inputs: describeInputs(this.#inputsOf(id)),
      current_outputs: [...this.#item.graph.keys()],
    })
    return 'error'
  }

  #place(id: string): FailurePlace {
    return {
      prompt_id: this.item.promptId,
      node_id: id,
      node_type: classNameOf(nodeAt(this.#item.graph, id)),
      executed: [...this.#executed],
    }
  }
}
