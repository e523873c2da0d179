import type { Json } from '@darkroom/foundation'
import { answer, type Command } from '../command.ts'
import type { QueueState } from '../queue-state.ts'
import { copyJson } from '../spec.ts'
import type { Message } from './message.ts'
import type { NewMessage, OutboxChange } from './outbox-change.ts'
import { toChanges } from './with-messages.ts'

/** A note is what a try led to: a status, or a word for what went wrong. */
const mostOfNote = 4 * 1024

/** The number of the message with this id; undefined for an id of another queue. */
export const messageNumber = (
  { storeEpoch }: Pick<QueueState, 'storeEpoch'>,
  id: string,
): number | undefined => {
  const number = id.startsWith(`${storeEpoch}-`) ? id.slice(storeEpoch.length + 1) : ''
  return /^\d{1,15}$/.test(number) ? Number(number) : undefined
}

export const findMessage = (state: QueueState, id: string): Message | undefined => {
  const number = messageNumber(state, id)
  return number === undefined ? undefined : state.outbox.get(number)
}

const commandOf = (
  id: string,
  {
    may,
    change,
  }: {
    readonly may: (message: Message) => boolean
    readonly change: (message: number) => OutboxChange
  },
): Command<boolean> => ({
  keys: () => [`message:${id}`],
  decide({ state }) {
    const number = messageNumber(state, id)
    const message = number === undefined ? undefined : state.outbox.get(number)
    if (number === undefined || message === undefined || !may(message)) return answer(false)
    return answer(true, [change(number)])
  },
})

const isPending = ({ state }: Message): boolean => state === 'pending'

export const triedCommand = (
  id: string,
  { note, delayMs }: { readonly note: Json; readonly delayMs: number },
): Command<boolean> => {
  const { value } = copyJson('note', note, mostOfNote)
  return commandOf(id, {
    may: isPending,
    change: (message) => ({ type: 'message-tried', message, note: value, delayMs }),
  })
}

export const finishedCommand = (
  id: string,
  { type, note }: { readonly type: 'message-delivered' | 'message-dead'; readonly note: Json },
): Command<boolean> => {
  const { value } = copyJson('note', note, mostOfNote)
  return commandOf(id, { may: isPending, change: (message) => ({ type, message, note: value }) })
}

export const replayCommand = (id: string): Command<boolean> =>
  commandOf(id, {
    may: () => true,
    change: (message) => ({ type: 'message-replayed', message }),
  })

/** Adds a message that tells of no change. */
export const addMessageCommand = (message: NewMessage): Command<void> => {
  const { value: to, bytes } = copyJson('to', message.to)
  return {
    accepts: true,
    bytes: bytes + message.body.length,
    keys: () => [],
    decide: ({ state }) => answer(undefined, toChanges(state, [{ ...message, to }])),
  }
}
