/** Raised at the start of a node or a step of a sampler after an interrupt. */
export class InterruptedJobError extends Error {
  override readonly name = 'InterruptedJobError'

  constructor() {
    super('The job was interrupted')
  }
}

/** The server's only interrupt flag, consumed by the first that reads it. */
export class Interruption {
  #isSet = false

  set(): void {
    this.#isSet = true
  }

  clear(): void {
    this.#isSet = false
  }

  throwIfSet(): void {
    if (!this.#isSet) return
    this.#isSet = false
    throw new InterruptedJobError()
  }
}
