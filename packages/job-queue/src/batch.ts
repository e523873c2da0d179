import type { Change } from './change.ts'
import type { Basis, Call } from './command.ts'
import { toError } from './errors.ts'
import type { PresenceChange } from './presence.ts'

/** Calls that are written together. None depends on another, so all are decided on the same state. */
export class Batch {
  readonly changes: Change[] = []
  readonly presence: PresenceChange[] = []
  readonly #basis: Basis
  readonly #confirms: boolean
  readonly #decided: { readonly call: Call<unknown>; readonly answer: unknown }[] = []
  readonly #taken = new Set<string>()

  /** With `confirms`, an answer that changes nothing waits, too, for the state may not be the newest. */
  constructor(basis: Basis, { confirms = false }: { readonly confirms?: boolean } = {}) {
    this.#basis = basis
    this.#confirms = confirms
  }

  /** There is something to write. */
  get writes(): boolean {
    return this.changes.length > 0 || this.presence.length > 0
  }

  /** There is something to write, or to be confirmed. */
  get isPending(): boolean {
    return this.#decided.length > 0
  }

  get calls(): readonly Call<unknown>[] {
    return this.#decided.map(({ call }) => call)
  }

  isTaken(key: string): boolean {
    return this.#taken.has(key)
  }

  /** Adds a call. False when it must wait for the next batch, as must all later calls that share a key. */
  add(call: Call<unknown>): boolean {
    const keys = call.keys(this.#basis.state)
    const free = !keys.some((key) => this.#taken.has(key))
    if (!free || this.#decide(call)) for (const key of keys) this.#taken.add(key)
    return free
  }

  /** Answers the callers, once everything is durable and applied. */
  settle(): void {
    for (const { call, answer } of this.#decided) call.resolve(answer)
  }

  /** Decides the call. False when it changes nothing or fails: then its caller is answered at once, if nothing is to be confirmed. */
  #decide(call: Call<unknown>): boolean {
    try {
      const { changes, presence = [], answer } = call.decide(this.#basis)
      const writes = changes.length > 0 || presence.length > 0
      if (!writes && !this.#confirms) {
        call.resolve(answer)
        return false
      }
      this.changes.push(...changes)
      this.presence.push(...presence)
      this.#decided.push({ call, answer })
      return writes
    } catch (error) {
      call.reject(toError(error))
      return false
    }
  }
}
