/** Whether this process drives a server: gives it jobs, and takes back what nobody waits for. */
export class Driving {
  readonly #onChange: () => void
  #isOurs = false
  #isUnswept = false

  constructor(onChange: () => void) {
    this.#onChange = onChange
  }

  get isOurs(): boolean {
    return this.#isOurs
  }

  set isOurs(isOurs: boolean) {
    this.#isUnswept ||= isOurs && !this.#isOurs
    this.#isOurs = isOurs
    this.#onChange()
  }

  /** The server was not swept since it is ours: whoever drove it before may have left prompts there. */
  get isUnswept(): boolean {
    return this.#isUnswept && this.#isOurs
  }

  swept(): void {
    this.#isUnswept = false
  }
}
