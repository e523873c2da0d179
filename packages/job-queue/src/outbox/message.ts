import type { Json } from '@darkroom/foundation'
import type { MessageAddedChange, NewMessage, OutboxChange } from './outbox-change.ts'

/** `dead`: nobody tries any more, unless it is replayed. */
export type MessageState = 'pending' | 'delivered' | 'dead'

/** A message as it stands: an immutable value. Times are milliseconds since the epoch, by the wall clock. */
export interface Message extends NewMessage {
  /** Unique in the queue, and the same at each try. */
  readonly id: string
  readonly state: MessageState
  readonly createdAt: number
  /** When it became something to deliver: its creation, or the last replay. */
  readonly pendingSince: number
  /** Tries since then. */
  readonly tries: number
  /** What the last try led to. */
  readonly note?: Json
  readonly triedAt?: number
  /** The earliest time of the next try, and how long after the last one that is. */
  readonly availableAt: number
  readonly delayMs: number
}

export const addMessage = (
  { type: _, full, ...message }: MessageAddedChange,
  { id, at }: { readonly id: string; readonly at: number },
): Message => ({
  ...message,
  id,
  state: full === true ? 'dead' : 'pending',
  createdAt: at,
  pendingSince: at,
  tries: 0,
  ...(full === true ? { note: { error: 'outbox-full' } } : {}),
  availableAt: at,
  delayMs: 0,
})

export const changeMessage = (
  message: Message,
  change: Exclude<OutboxChange, MessageAddedChange>,
  at: number,
): Message => {
  switch (change.type) {
    case 'message-tried': {
      const { note, delayMs } = change
      const tries = message.tries + 1
      return { ...message, tries, note, triedAt: at, availableAt: at + delayMs, delayMs }
    }
    case 'message-delivered':
    case 'message-dead': {
      const state = change.type === 'message-delivered' ? 'delivered' : 'dead'
      const tries = message.tries + 1
      return { ...message, state, tries, note: change.note, triedAt: at }
    }
    case 'message-replayed':
      return {
        ...message,
        state: 'pending',
        pendingSince: at,
        tries: 0,
        availableAt: at,
        delayMs: 0,
      }
  }
}
