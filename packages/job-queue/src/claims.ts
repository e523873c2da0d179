import type { Batch } from './batch.ts'
import type { Presence } from './presence.ts'
import { claimCommand } from './presence-commands.ts'

/** What only one process at a time may do. */
export interface Claim {
  readonly name: string
  /** Aborts when the claim is lost, or may be: whoever does what was claimed stops at once. */
  readonly signal: AbortSignal
  /** Gives it to whoever waits for it. */
  release(): Promise<void>
}

interface Wanted {
  readonly name: string
  readonly lost: AbortController
  /** It is ours, and was handed over. */
  isHeld: boolean
  resolve(lost: AbortSignal): void
  reject(error: unknown): void
}

/** The claims of this process, and those that it waits for. */
export class Claims {
  readonly #presence: Presence
  readonly #wake: () => void
  readonly #onUnwanted: (name: string) => void
  #wanted: Wanted[] = []
  #closed: Error | undefined

  constructor(
    presence: Presence,
    options: { readonly wake: () => void; readonly onUnwanted: (name: string) => void },
  ) {
    this.#presence = presence
    this.#wake = options.wake
    this.#onUnwanted = options.onUnwanted
  }

  /** Waits until the name is ours. The signal aborts when it no longer is. */
  async take(name: string, signal: AbortSignal): Promise<AbortSignal> {
    signal.throwIfAborted()
    if (this.#closed !== undefined) throw this.#closed
    const { promise, resolve, reject } = Promise.withResolvers<AbortSignal>()
    const wanted: Wanted = { name, lost: new AbortController(), isHeld: false, resolve, reject }
    const giveUp = (): void => {
      this.#drop(wanted)
      reject(signal.reason)
    }
    signal.addEventListener('abort', giveUp, { once: true })
    this.#wanted.push(wanted)
    this.#wake()
    try {
      return await promise
    } finally {
      signal.removeEventListener('abort', giveUp)
    }
  }

  /** Forgets what is given back. */
  forget(lost: AbortSignal): void {
    this.#wanted = this.#wanted.filter((wanted) => wanted.lost.signal !== lost)
  }

  /** Adds what is wanted and free to the batch. */
  serve(batch: Batch, member: string | undefined): void {
    if (member === undefined) return
    this.update(member)
    for (const { name, isHeld } of this.#wanted) {
      if (isHeld || this.#presence.claims.has(name)) continue
      batch.add({
        ...claimCommand(name, member),
        retried: true,
        resolve: () => this.#claimed(name, member),
        reject: () => undefined,
        retract: () => undefined,
      })
    }
  }

  /** Hands over what is ours now, and takes back what no longer is. */
  update(member: string | undefined): void {
    for (const wanted of [...this.#wanted]) {
      const isOurs = member !== undefined && this.#presence.claims.get(wanted.name) === member
      if (isOurs === wanted.isHeld) continue
      if (isOurs) {
        wanted.isHeld = true
        wanted.resolve(wanted.lost.signal)
      } else {
        this.#drop(wanted)
        wanted.lost.abort()
      }
    }
  }

  #claimed(name: string, member: string): void {
    this.update(member)
    const isOurs = this.#presence.claims.get(name) === member
    // Given up while it was being written.
    if (isOurs && !this.#wanted.some((one) => one.name === name)) this.#onUnwanted(name)
  }

  close(error: Error): void {
    this.#closed ??= error
    for (const { lost, reject } of this.#wanted.splice(0)) {
      reject(error)
      lost.abort()
    }
  }

  #drop(wanted: Wanted): void {
    this.#wanted = this.#wanted.filter((other) => other !== wanted)
  }
}
