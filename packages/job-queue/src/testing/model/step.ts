import type fc from 'fast-check'
import type { QueueModel } from './queue-model.ts'
import { compare, type System } from './system.ts'

type Run = (model: QueueModel, system: System) => Promise<void>

class Step implements fc.AsyncCommand<QueueModel, System> {
  readonly #name: string
  readonly #run: Run

  constructor(name: string, run: Run) {
    this.#name = name
    this.#run = run
  }

  check(): boolean {
    return true
  }

  async run(model: QueueModel, system: System): Promise<void> {
    await this.#run(model, system)
    await compare(model, system)
  }

  toString(): string {
    return this.#name
  }
}

/** A step that is tried on the model and on the queue; afterwards both must agree. */
export const step = (name: string, run: Run): fc.AsyncCommand<QueueModel, System> =>
  new Step(name, run)
