import type { Change } from './change.ts'
import type { Command } from './command.ts'
import { toError } from './errors.ts'
import type { QueueState } from './queue-state.ts'

/** A command and its caller, with the type of the answer hidden. */
export interface Call {
  readonly accepts: boolean
  readonly bytes: number
  /** It was in a batch that could not be written, and gets one more chance. */
  readonly retried: boolean
  keys(state: QueueState): readonly string[]
  decide(state: QueueState): { readonly changes: readonly Change[]; readonly settle: () => void }
  reject(error: Error): void
}

export const toCall = <T>(command: Command<T>): { call: Call; promise: Promise<T> } => {
  const { promise, resolve, reject } = Promise.withResolvers<T>()
  const call: Call = {
    accepts: command.accepts ?? false,
    bytes: command.bytes ?? 0,
    retried: false,
    keys: (state) => command.keys(state),
    decide(state) {
      const { changes, answer } = command.decide(state)
      return { changes, settle: () => resolve(answer()) }
    },
    reject,
  }
  return { call, promise }
}

/** Calls that are written together. None of them depends on another, so all are decided against the same state. */
export class Batch {
  readonly changes: Change[] = []
  readonly calls: Call[] = []
  readonly #state: QueueState
  readonly #settlers: (() => void)[] = []
  readonly #taken = new Set<string>()

  constructor(state: QueueState) {
    this.#state = state
  }

  isTaken(key: string): boolean {
    return this.#taken.has(key)
  }

  /** False when the call must wait for the next batch, as everything that shares a key with it then must. */
  add(call: Call): boolean {
    const keys = call.keys(this.#state)
    const free = !keys.some((key) => this.#taken.has(key))
    if (!free || this.#decide(call)) for (const key of keys) this.#taken.add(key)
    return free
  }

  /** Everything is durable and applied. */
  settle(): void {
    for (const settle of this.#settlers) settle()
  }

  /** Whether it changes anything; if not, or if it may not be, its caller knows already. */
  #decide(call: Call): boolean {
    try {
      const { changes, settle } = call.decide(this.#state)
      if (changes.length === 0) {
        settle()
        return false
      }
      this.changes.push(...changes)
      this.calls.push(call)
      this.#settlers.push(settle)
      return true
    } catch (error) {
      call.reject(toError(error))
      return false
    }
  }
}
