import type { Client } from 'pg'
import { lockOf } from './locks.ts'
import type { Tables } from './schema.ts'

/** Milliseconds after which what others wrote says nothing any more of whether they want to write now. */
const recentMs = 250

/** Milliseconds that the turn is waited for: who has it is ready within a few, or stands still. */
const mostWaitMs = 200

/** Milliseconds that one may go on appending: several entries, for each change of turns costs as much as an entry. */
const turnMs = 6

/** Milliseconds in which nobody is waited for after somebody was in vain, at first and at most: twice as long after each in a row. */
const impatientMs = 1_000
const mostImpatientMs = 60_000

const codeOfTimeout = '55P03'

/** However often the connection has it: the lock of the turn is the only one that it keeps beyond a transaction. */
const letGo = 'SELECT pg_catalog.pg_advisory_unlock_all()'

/**
 * Whose turn it is to append, while several want to: without it each appends at once, all but one are too late and have to read, decide
 * and try again, and the one who was first is first again. PostgreSQL gives a lock to those who wait in the order in which they came.
 * It is a courtesy: what keeps the log right is the condition of each append, whoever has the turn, and nobody waits long for it.
 */
export class Turn {
  readonly #lock: string
  readonly #now: () => number
  #othersAt = Number.NEGATIVE_INFINITY
  #impatientMs = impatientMs
  #impatientUntil = Number.NEGATIVE_INFINITY
  #takenAt = 0
  /** The connection that has the lock, which goes with it. */
  #holder: Client | undefined

  constructor(tables: Pick<Tables, 'schema'>, now: () => number = () => performance.now()) {
    this.#now = now
    this.#lock = lockOf('turn', tables)
  }

  /** Whether to wait for it before an append: others have just written. */
  get isWanted(): boolean {
    const now = this.#now()
    return now - this.#othersAt < recentMs && now > this.#impatientUntil
  }

  get isHeld(): boolean {
    return this.#holder !== undefined
  }

  /** Whether it has lasted long enough. */
  get isOver(): boolean {
    return this.#now() - this.#takenAt > turnMs
  }

  /** Somebody else has written. */
  heard(): void {
    this.#othersAt = this.#now()
  }

  /** Waits for it; false when this connection has it already, so that nobody can have written who waits for his. */
  async take(client: Client): Promise<boolean> {
    if (this.#holder === client) return false
    this.#holder = undefined
    try {
      await client.query(
        `SET LOCAL lock_timeout = ${mostWaitMs}; SELECT pg_catalog.pg_advisory_lock(${this.#lock})`,
      )
      this.#holder = client
      this.#takenAt = this.#now()
      this.#impatientMs = impatientMs
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === codeOfTimeout)) throw error
      this.#impatientUntil = this.#now() + this.#impatientMs
      this.#impatientMs = Math.min(2 * this.#impatientMs, mostImpatientMs)
      // It may have been given in the instant in which the wait ended, and outlasts the statement that failed.
      await client.query(letGo)
    }
    return true
  }

  /** Lets the next one have it. */
  async pass(client: Client): Promise<void> {
    const holder = this.#holder
    this.#holder = undefined
    // A connection that is lost has lost its lock.
    if (holder === client) await client.query(letGo)
  }
}
