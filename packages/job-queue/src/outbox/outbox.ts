import type { Json } from '@darkroom/foundation'
import type { Command } from '../command.ts'
import { InvalidJobError } from '../errors.ts'
import type { Page } from '../job-queue.ts'
import type { QueueState } from '../queue-state.ts'
import type { Message, MessageState } from './message.ts'
import type { NewMessage } from './outbox-change.ts'
import {
  addMessageCommand,
  findMessage,
  finishedCommand,
  messageNumber,
  replayCommand,
  triedCommand,
} from './outbox-commands.ts'

export interface MessageFilter {
  readonly states?: readonly MessageState[]
  readonly about?: string
}

/**
 * Messages that tell others of what happened to jobs, each written in the very entry of the change that it tells of
 * (`messagesOf` of the queue). Delivering them is for somebody else, who says here what it led to: at least once, so
 * whoever receives them knows them by their ids.
 */
export interface Outbox {
  /** What is to be delivered, in order. Read it before anything else is awaited. */
  pending(): Iterable<Message>
  get(id: string): Message | undefined
  /** The messages that are kept, newest first. */
  list(
    filter?: MessageFilter,
    page?: { readonly limit?: number; readonly cursor?: string },
  ): Page<Message>
  /** Adds a message that tells of no change. */
  add(message: NewMessage): Promise<void>
  /** It was not delivered, and is to be tried again. These three are false when the message is not pending. */
  tried(id: string, outcome: { readonly note: Json; readonly delayMs: number }): Promise<boolean>
  delivered(id: string, note: Json): Promise<boolean>
  /** Nobody is to try it any more. */
  gaveUp(id: string, note: Json): Promise<boolean>
  /** Delivers it anew, at once and as it is, behind what is pending unless it is itself; false when it is not known. */
  replay(id: string): Promise<boolean>
}

export interface OutboxCore {
  readonly state: QueueState
  submit<T>(command: Command<T>): Promise<T>
}

const mostListed = 1_000

export const createOutbox = (live: () => OutboxCore): Outbox => ({
  pending: () => live().state.outbox.pending(),
  get: (id) => findMessage(live().state, id),
  list: (filter = {}, page = {}) => listMessages(live().state, filter, page),
  add: async (message) => live().submit(addMessageCommand(message)),
  tried: async (id, outcome) => live().submit(triedCommand(id, outcome)),
  delivered: async (id, note) =>
    live().submit(finishedCommand(id, { type: 'message-delivered', note })),
  gaveUp: async (id, note) => live().submit(finishedCommand(id, { type: 'message-dead', note })),
  replay: async (id) => live().submit(replayCommand(id)),
})

const listMessages = (
  state: QueueState,
  { states, about }: MessageFilter,
  { limit = 100, cursor }: { readonly limit?: number; readonly cursor?: string },
): Page<Message> => {
  if (!Number.isInteger(limit) || limit < 1 || limit > mostListed) {
    throw new InvalidJobError(`limit must be an integer from 1 to ${mostListed}, got ${limit}`)
  }
  const before = cursor === undefined ? Number.POSITIVE_INFINITY : messageNumber(state, cursor)
  if (before === undefined) throw new InvalidJobError(`not a cursor of this queue: ${cursor}`)
  const found = state.outbox
    .newestFirst(before)
    .map(([, message]) => message)
    .filter(
      (message) =>
        (states?.includes(message.state) ?? true) &&
        (about === undefined || message.about === about),
    )
    .take(limit + 1)
    .toArray()
  const items = found.slice(0, limit)
  const last = items.at(-1)
  return found.length > limit && last !== undefined ? { items, cursor: last.id } : { items }
}
