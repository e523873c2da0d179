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
  /** The newest job's turn, by client. */
  readonly newest: Map<string, number>
  /** Number of live jobs, by client. */
  readonly live: Map<string, number>
}

/**
 * Lets clients take turns among jobs of equal priority, so that a client with one job passes one with fifty. A job's
 * turn is fixed: one after its client's newest, and not before the turn running now, so that no client saves up turns
 * by not asking. A client without live jobs begins anew. (Start-time fair queueing: Goyal, Vin and Cheng, 1996.)
 */
export class Turns {
  readonly #rounds = new Map<number, Round>()

  /** The turn of a new job. */
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

  /** Counts a live job of a snapshot. */
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

  /** Restores turns, before the jobs. */
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
