import { addMessage, changeMessage, type Message } from './message.ts'
import type { OutboxChange } from './outbox-change.ts'

export interface OutboxRetention {
  /** Number of messages kept that are delivered or dead. */
  readonly finished: number
  /** Characters of the messages to be delivered, beyond which new ones are born dead. */
  readonly pendingSize: number
}

/** A message and its number. */
export type StoredMessage = readonly [number: number, message: Message]

const sizeOf = ({ body }: Pick<Message, 'body'>): number => body.length

/** The messages: those to be delivered in their order, and the newest of the others. A fold, as the queue's state is. */
export class OutboxState {
  readonly #retention: OutboxRetention
  readonly #pending = new Map<number, Message>()
  /** In the order in which they were delivered or given up. */
  readonly #finished = new Map<number, Message>()
  #pendingSize = 0

  constructor(retention: OutboxRetention) {
    this.#retention = retention
  }

  /** In the order in which they are to be delivered. */
  pending(): Iterable<Message> {
    return this.#pending.values()
  }

  get(number: number): Message | undefined {
    return this.#pending.get(number) ?? this.#finished.get(number)
  }

  /** Those before a number, the newest first. */
  *newestFirst(before: number): Generator<StoredMessage> {
    const numbers = Iterator.from([...this.#pending.keys(), ...this.#finished.keys()])
    // Sorted as numbers, for there can be very many.
    for (const number of Float64Array.from(numbers.filter((one) => one < before))
      .sort()
      .reverse()) {
      const message = this.get(number)
      if (message !== undefined) yield [number, message]
    }
  }

  /** Whether a message of this size is not to be delivered, besides others that are about to be added. */
  isFull(size: number): boolean {
    return this.#pendingSize + size > this.#retention.pendingSize
  }

  apply(
    change: OutboxChange,
    { number, id, at }: { readonly number: number; readonly id: string; readonly at: number },
  ): void {
    if (change.type === 'message-added') {
      this.restore(number, addMessage(change, { id, at }))
      return
    }
    const before = this.get(change.message)
    if (before === undefined) return
    const after = changeMessage(before, change, at)
    const staysPending = before.state === 'pending' && after.state === 'pending'
    if (!staysPending) this.#forget(change.message)
    this.restore(change.message, after, { isNew: !staysPending })
  }

  /** Puts a message behind the others of its kind. */
  restore(number: number, message: Message, { isNew = true }: { isNew?: boolean } = {}): void {
    if (message.state === 'pending') {
      this.#pending.set(number, message)
      if (isNew) this.#pendingSize += sizeOf(message)
      return
    }
    this.#finished.set(number, message)
    for (const oldest of this.#finished.keys()) {
      if (this.#finished.size <= this.#retention.finished) break
      this.#finished.delete(oldest)
    }
  }

  /** Everything, in an order that `restore` takes. */
  entries(): readonly StoredMessage[] {
    return [...this.#pending, ...this.#finished]
  }

  #forget(number: number): void {
    const pending = this.#pending.get(number)
    if (pending !== undefined) this.#pendingSize -= sizeOf(pending)
    this.#pending.delete(number)
    this.#finished.delete(number)
  }
}
