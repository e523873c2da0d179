import type { Clock } from '@darkroom/foundation'
import type { Member } from './presence.ts'

/** How much longer than its lease others wait for a member, for clocks do not run alike. */
const patience = 1.2

/**
 * When each of the others was last heard of, by the monotonic clock of this process: clocks of different machines are
 * never compared. Whoever was there before us counts from when we came.
 */
export class MemberWatch {
  readonly #clock: Clock
  readonly #longestSilenceMs: number
  readonly #heardAt = new Map<string, number>()
  #answeredAt: number

  constructor(clock: Clock, { longestSilenceMs }: { readonly longestSilenceMs: number }) {
    this.#clock = clock
    this.#longestSilenceMs = longestSilenceMs
    this.#answeredAt = clock.monotonic()
  }

  /** Nothing was heard of anybody for so long, not even of ourselves, that it is the store which is away. */
  get isDeaf(): boolean {
    return this.#clock.monotonic() - this.#answeredAt > this.#longestSilenceMs
  }

  /** The store said something. A time in which it said nothing counts against nobody. */
  answered(): void {
    const now = this.#clock.monotonic()
    const silence = this.isDeaf ? now - this.#answeredAt : 0
    for (const [id, heardAt] of this.#heardAt) this.#heardAt.set(id, heardAt + silence)
    this.#answeredAt = now
  }

  heard(id: string): void {
    this.#heardAt.set(id, this.#clock.monotonic())
  }

  /** Milliseconds until the member counts as lost; 0 or less when it does. */
  leftOf({ id, leaseMs }: Member): number {
    const now = this.#clock.monotonic()
    const heardAt = this.#heardAt.get(id)
    if (heardAt === undefined) this.#heardAt.set(id, now)
    return (heardAt ?? now) + leaseMs * patience - now
  }

  /** Forgets all but these. */
  keep(members: ReadonlyMap<string, Member>): void {
    for (const id of this.#heardAt.keys()) if (!members.has(id)) this.#heardAt.delete(id)
  }
}
