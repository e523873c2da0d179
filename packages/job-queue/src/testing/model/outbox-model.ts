import type { Happening, JobState, MessageState, NewMessage } from '../../index.ts'

export interface ModelMessage {
  readonly topic: string
  state: MessageState
  tries: number
}

const told: readonly string[] = ['succeeded', 'failed', 'dead']

/** A message for each job that ended by itself. */
export const messagesOfModel = ({ type, job }: Happening): readonly NewMessage[] =>
  job !== undefined && told.includes(type)
    ? [{ topic: type, about: job.id, lane: 'all', to: null, body: job.id }]
    : []

/** Messages as plain data, by the job that they are about: each has one. */
export class OutboxModel {
  readonly messages: Map<string, ModelMessage> = new Map()

  ended(id: string, state: JobState): void {
    if (told.includes(state)) this.messages.set(id, { topic: state, state: 'pending', tries: 0 })
  }

  /** Whether the message is pending; it then has one more try. */
  try(about: string, state: MessageState): boolean {
    const message = this.messages.get(about)
    if (message?.state !== 'pending') return false
    message.state = state
    message.tries++
    return true
  }

  replay(about: string): boolean {
    const message = this.messages.get(about)
    if (message === undefined) return false
    message.state = 'pending'
    message.tries = 0
    return true
  }
}
