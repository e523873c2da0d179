import type { Change } from './change.ts'
import type { Basis, Call } from './command.ts'
import { toError } from './errors.ts'

/** Calls that are written together. None of them depends on another, so all are decided on the same state. */
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

  /** False when the call must wait for the next batch, as everything that shares a key with it then must. */
  add(call: Call<unknown>): boolean {
    const keys = call.keys(this.#basis.state)
    const free = !keys.some((key) => this.#taken.has(key))
    if (!free || this.#decide(call)) for (const key of keys) this.#taken.add(key)
    return free
  }

  /** Everything is durable and applied. */
  settle(): void {
    for (const { call, answer } of this.#decided) call.resolve(answer)
  }

  /** Whether it changes anything; if not, or if it may not be, its caller knows already. */
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
