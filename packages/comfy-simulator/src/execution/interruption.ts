/** Raised at a node's start or a sampler's step when somebody pressed stop. */
export class InterruptedJobError extends Error {
  override readonly name = 'InterruptedJobError'

  constructor() {
    super('The job was interrupted')
  }
}

/** The one flag of the server, consumed by whoever looks at it first. */
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
