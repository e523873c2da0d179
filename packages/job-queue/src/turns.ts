/** The turns of one priority, for a snapshot. */
export interface TurnsOfPriority {
  readonly priority: number
  readonly now: number
  readonly newest: readonly (readonly [client: string, turn: number])[]
}

interface Place {
  readonly priority: number
  readonly client: string
}

interface Round {
  /** The furthest turn that was leased. */
  now: number
  /** The turn of the newest job of each client. */
  readonly newest: Map<string, number>
  /** How many jobs each client has that have not ended. */
  readonly live: Map<string, number>
}

/**
 * Lets clients take turns among jobs of equal priority: whoever asks for fifty is passed by whoever asks for one. A job
 * gets its turn for good: one after its client's newest, and not before what is running now, so that nobody saves up
 * turns by not asking. Whoever has nothing left begins anew. (Start-time fair queueing: Goyal, Vin and Cheng, 1996.)
 */
export class Turns {
  readonly #rounds = new Map<number, Round>()

  /** For a new job. */
  next({ priority, client }: Place): number {
    const round = this.#round(priority)
    const turn = Math.max(round.now, round.newest.get(client) ?? 0) + 1
    round.newest.set(client, turn)
    this.found({ priority, client })
    return turn
  }

  leased({ priority, turn }: { priority: number; turn: number }): void {
    const round = this.#round(priority)
    round.now = Math.max(round.now, turn)
  }

  ended({ priority, client }: Place): void {
    const { live, newest } = this.#round(priority)
    const left = (live.get(client) ?? 0) - 1
    if (left > 0) {
      live.set(client, left)
      return
    }
    live.delete(client)
    newest.delete(client)
  }

  /** A job of a snapshot that has not ended. */
  found({ priority, client }: Place): void {
    const { live } = this.#round(priority)
    live.set(client, (live.get(client) ?? 0) + 1)
  }

  capture(): readonly TurnsOfPriority[] {
    return [...this.#rounds].map(([priority, { now, newest }]) => ({
      priority,
      now,
      newest: [...newest],
    }))
  }

  /** Comes before the jobs. */
  restore(captured: readonly TurnsOfPriority[]): void {
    for (const { priority, now, newest } of captured) {
      this.#rounds.set(priority, { now, newest: new Map(newest), live: new Map() })
    }
  }

  #round(priority: number): Round {
    const round = this.#rounds.get(priority) ?? { now: 0, newest: new Map(), live: new Map() }
    this.#rounds.set(priority, round)
    return round
  }
}
