import type { ComfyEvent } from '../comfy-event.ts'
import type { HistoryEntry, Outcome } from '../history-entry.ts'
import type { NodeOutput, OutputFile } from '../output-file.ts'

/** A prompt that claims more nodes with outputs than this is not listened to any further. */
const mostNodes = 1_000

/**
 * What the socket told of one prompt: its outputs and how it ended. ComfyUI keeps its history in memory, where anybody
 * may clear it, so this can be all that is known of a prompt that has ended.
 */
export class HeardRun {
  readonly #promptId: string
  readonly #outputs = new Map<string, NodeOutput>()
  readonly #files = new Map<string, readonly OutputFile[]>()
  #outcome: Outcome | undefined
  #startedAt: number | undefined
  #finishedAt: number | undefined
  /** Whether everything was heard since the start. */
  #isWhole = false

  constructor(promptId: string) {
    this.#promptId = promptId
  }

  hear(event: ComfyEvent): void {
    if (event.type === 'socket-lost' || event.type === 'socket-open') this.#isWhole = false
    if (!('promptId' in event) || event.promptId !== this.#promptId) return
    switch (event.type) {
      case 'execution-start':
        this.#begin(event.timestamp)
        return
      case 'executed':
        if (this.#files.size >= mostNodes) {
          this.#isWhole = false
          return
        }
        this.#outputs.set(event.nodeId, event.output)
        this.#files.set(event.nodeId, event.files)
        return
      case 'execution-success':
        this.#end({ state: 'success' }, event.timestamp)
        return
      case 'execution-error':
        if (event.isTerminal) this.#end({ state: 'error', error: event.error }, event.timestamp)
        return
      case 'execution-interrupted': {
        const { nodeId, nodeClass, executed, timestamp } = event
        this.#end({ state: 'interrupted', nodeId, nodeClass, executed }, timestamp)
        return
      }
      default:
        return
    }
  }

  /** The history entry as far as it was heard; `undefined` until the socket told how the prompt ended. */
  get entry(): HistoryEntry | undefined {
    if (this.#outcome === undefined) return undefined
    return {
      promptId: this.#promptId,
      number: 0,
      graph: {},
      extraData: {},
      outputs: Object.fromEntries(this.#outputs),
      files: [...this.#files.values()].flat(),
      outcome: this.#outcome,
      ...(this.#isWhole ? {} : { partial: true }),
      ...(this.#startedAt === undefined ? {} : { startedAt: this.#startedAt }),
      ...(this.#finishedAt === undefined ? {} : { finishedAt: this.#finishedAt }),
    }
  }

  /** A prompt that was submitted twice runs twice; the newest run counts. */
  #begin(at: number | undefined): void {
    this.#outputs.clear()
    this.#files.clear()
    this.#outcome = undefined
    this.#startedAt = at
    this.#finishedAt = undefined
    this.#isWhole = true
  }

  #end(outcome: Outcome, at: number | undefined): void {
    this.#outcome = outcome
    this.#finishedAt = at
  }
}
