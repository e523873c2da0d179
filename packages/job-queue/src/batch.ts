import type { Change } from './change.ts'
import type { Basis, Call } from './command.ts'
import { toError } from './errors.ts'

/** Calls that are written together. None depends on another, so all are decided on the same state. */
export class Batch {
  readonly changes: Change[] = []
  readonly #basis: Basis
  readonly #decided: { readonly call: Call<unknown>; readonly answer: unknown }[] = []
  readonly #taken = new Set<string>()

  constructor(basis: Basis) {
    this.#basis = basis
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

  /** Decides the call. False when it changes nothing or fails: then its caller is answered at once. */
  #decide(call: Call<unknown>): boolean {
    try {
      const { changes, answer } = call.decide(this.#basis)
      if (changes.length === 0) {
        call.resolve(answer)
        return false
      }
      this.changes.push(...changes)
      this.#decided.push({ call, answer })
      return true
    } catch (error) {
      call.reject(toError(error))
      return false
    }
  }
}
