export const invariants = {
  I1: 'every accepted job ends in exactly one way and is never missing',
  I2: 'one idempotency key, one job',
  I3: 'one committed result, whole, once in the gallery, and nothing else there',
  I4: 'a reader never sees part of a file',
  I5: 'one run per job and server life; no copy beside a live one',
  I6: 'an attempt is written down before it is posted',
  I8: 'cancelled: no result, no live prompt',
  I9: "others' prompts are left alone",
  I11: 'event ids grow, and a resumed stream misses nothing',
  I12: 'a batch agrees with its jobs',
  I13: 'all jobs end in time once the trouble is over',
  I16: 'a job that kills servers ends, and others go on',
  I17: 'no temporary file and no open file is left',
  I18: 'a refused request says when to come back and leaves no job',
  I19: 'nothing is written in the place of a gallery that is away',
  I20: 'a picture is made from the input that was asked for',
  I21: 'an input is put onto a server once, and again when it was lost there',
  I22: 'no upload goes that a job still needs',
  I23: 'a client of ComfyUI is told how each of its prompts ended, and once as far as that can be known',
  I24: 'a client of ComfyUI finds its prompt in the queue or in the history, always',
  I25: 'its history and /view give what a server made, to the byte, and each program ends with that',
  I26: 'an interrupt touches jobs of its client alone',
  I27: 'every process is whole again once the trouble is over',
  alive: 'nobody dies but who is killed',
  reached: 'the moment to be tested came about',
  judged: 'the run could be judged to its end',
} as const

export type Invariant = keyof typeof invariants

export interface Violation {
  readonly invariant: Invariant
  readonly run: string
  readonly detail: string
}

/** Reports whether an invariant holds; `detail` is called only when it does not. */
export type Check = (invariant: Invariant, holds: boolean, detail: () => string) => void

/** Counts checks and keeps violations. */
export class Tally {
  readonly #checked = new Map<Invariant, number>()
  readonly #numbers = new Map<string, number>()
  readonly #violations: Violation[] = []

  get violations(): readonly Violation[] {
    return this.#violations
  }

  get numbers(): ReadonlyMap<string, number> {
    return this.#numbers
  }

  checked(invariant: Invariant): number {
    return this.#checked.get(invariant) ?? 0
  }

  violated(invariant: Invariant): number {
    return this.#violations.filter((violation) => violation.invariant === invariant).length
  }

  /** Counts a check; `detail` is called only when it does not hold. */
  check(
    invariant: Invariant,
    holds: boolean,
    { run, detail }: { run: string; detail: () => string },
  ): void {
    this.#checked.set(invariant, this.checked(invariant) + 1)
    if (!holds) this.#violations.push({ invariant, run, detail: detail() })
  }

  /** Counts something worth knowing that is no verdict. */
  count(name: string, by = 1): void {
    this.#numbers.set(name, (this.#numbers.get(name) ?? 0) + by)
  }

  add(other: Tally): void {
    for (const [invariant, count] of other.#checked) {
      this.#checked.set(invariant, this.checked(invariant) + count)
    }
    for (const [name, count] of other.#numbers) this.count(name, count)
    this.#violations.push(...other.#violations)
  }
}
