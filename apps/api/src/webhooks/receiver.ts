/** Messages that are delivered one after the other. */
interface Lane {
  readonly ids: string[]
  /** Monotonic time before which its first is not tried. */
  due: number
  /** Its first was tried while the receiver was away. */
  wasAway: boolean
}

/** As many tries of one receiver are under way at once. */
const mostAtOnce = 4

/** One receiver: what waits for it, and whether it is away. Times are those of the monotonic clock. */
export class Receiver {
  readonly #lanes = new Map<string, Lane>()
  readonly #busy = new Set<string>()
  #restUntil = Number.NEGATIVE_INFINITY
  /** How often in a row it was away. */
  failures = 0

  get isDone(): boolean {
    return this.#lanes.size === 0
  }

  add(lane: string, id: string, due: number): void {
    const known = this.#lanes.get(lane)
    if (known === undefined) this.#lanes.set(lane, { ids: [id], due, wasAway: false })
    else if (!known.ids.includes(id)) known.ids.push(id)
    else if (!this.#busy.has(lane) && known.ids[0] === id) known.due = due
  }

  /** The next message to try, which is then under way; undefined when none is due. */
  take(now: number): { readonly lane: string; readonly id: string } | undefined {
    // One that was away is asked by one message whether it is back.
    if (now < this.#restUntil || this.#busy.size >= (this.failures > 0 ? 1 : mostAtOnce)) return
    for (const [lane, { ids, due }] of this.#lanes) {
      const [id] = ids
      if (id === undefined || due > now || this.#busy.has(lane)) continue
      this.#busy.add(lane)
      return { lane, id }
    }
    return undefined
  }

  /** Milliseconds until there is something to try, unless a try that is under way changes it. */
  dueIn(now: number): number {
    if (this.#busy.size >= (this.failures > 0 ? 1 : mostAtOnce)) return Number.POSITIVE_INFINITY
    let due = Number.POSITIVE_INFINITY
    for (const [lane, { due: own }] of this.#lanes) {
      if (!this.#busy.has(lane)) due = Math.min(due, own)
    }
    return Math.max(due, this.#restUntil) - now
  }

  /** The message needs no more tries: it has gone, for good or ill. */
  finished(lane: string): void {
    this.#busy.delete(lane)
    const known = this.#lanes.get(lane)
    if (known === undefined) return
    known.ids.shift()
    known.due = Number.NEGATIVE_INFINITY
    if (known.ids.length === 0) this.#lanes.delete(lane)
  }

  /** The message is to be tried again at that time. */
  again(lane: string, due: number, { wasAway }: { readonly wasAway: boolean }): void {
    this.#busy.delete(lane)
    const known = this.#lanes.get(lane)
    if (known !== undefined) Object.assign(known, { due, wasAway })
  }

  rest(until: number): void {
    this.failures++
    this.#restUntil = Math.max(until, this.#restUntil)
  }

  /** It answers: what failed because it was away is tried at once. */
  answered(): void {
    if (this.failures === 0) return
    this.failures = 0
    this.#restUntil = Number.NEGATIVE_INFINITY
    for (const lane of this.#lanes.values()) {
      if (lane.wasAway) Object.assign(lane, { due: Number.NEGATIVE_INFINITY, wasAway: false })
    }
  }
}
