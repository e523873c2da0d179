import { parseFault } from './fault-schema.ts'
import type { CompleteFault, Fault, FaultKind, FaultOf } from './fault-types.ts'

export interface FaultHandle {
  readonly fault: CompleteFault
  /** The number of times the fault has happened so far. */
  readonly hits: number
  remove(): void
}

/** Adds and removes the faults of a running simulator. */
export interface FaultControls {
  /** Adds a fault, which happens once unless `times` says otherwise. Throws a ZodError for an unknown fault. */
  add(fault: Fault): FaultHandle
  clear(): void
  list(): readonly FaultHandle[]
}

const isKind = <K extends FaultKind>(
  fault: CompleteFault,
  kind: K,
): fault is FaultOf<K> & CompleteFault => fault.kind === kind

class CountedFault implements FaultHandle {
  readonly fault: CompleteFault
  readonly #remove: (fault: CountedFault) => void
  #hits = 0
  #passed = 0

  constructor(fault: CompleteFault, remove: (fault: CountedFault) => void) {
    this.fault = fault
    this.#remove = remove
  }

  get hits(): number {
    return this.#hits
  }

  remove(): void {
    this.#remove(this)
  }

  /** Whether the fault happens on this occasion; the occasion is counted either way. */
  occurs(): boolean {
    const { times, skip } = this.fault
    if (times !== 'always' && this.#hits >= times) return false
    if (this.#passed < skip) {
      this.#passed += 1
      return false
    }
    this.#hits += 1
    return true
  }
}

/** The active faults; each part of the server asks here on every occasion for those that break it. */
export class FaultBox implements FaultControls {
  #faults: readonly CountedFault[] = []

  constructor(faults: readonly Fault[] = []) {
    for (const fault of faults) this.add(fault)
  }

  add(fault: Fault): FaultHandle {
    const added = new CountedFault(parseFault(fault), (gone) => {
      this.#faults = this.#faults.filter((other) => other !== gone)
    })
    this.#faults = [...this.#faults, added]
    return added
  }

  clear(): void {
    this.#faults = []
  }

  list(): readonly FaultHandle[] {
    return this.#faults
  }

  /** The fault of this kind that happens now, if any. */
  take<K extends FaultKind>(
    kind: K,
    isMeant: (fault: FaultOf<K>) => boolean = () => true,
  ): FaultOf<K> | undefined {
    for (const counted of this.#faults) {
      const { fault } = counted
      if (isKind(fault, kind) && isMeant(fault) && counted.occurs()) return fault
    }
    return undefined
  }
}
