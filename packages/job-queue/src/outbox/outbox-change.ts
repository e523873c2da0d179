import type { Json } from '@darkroom/foundation'

/** Something to be told to somebody outside. */
export interface NewMessage {
  /** What it tells, in a word. */
  readonly topic: string
  /** The job or group that it is about. */
  readonly about?: string
  /** Messages of one lane are delivered one after the other, in order. */
  readonly lane: string
  /** Where it goes; the queue does not look into it. */
  readonly to: Json
  /** What is sent, the same at each try. */
  readonly body: string
}

export interface MessageAddedChange extends NewMessage {
  readonly type: 'message-added'
  /** There was no room for it among those to be delivered, so it is only kept to be seen. */
  readonly full?: true
}

/** The changes of messages. `message` is the number of the change that added it. */
export type OutboxChange =
  | MessageAddedChange
  | {
      readonly type: 'message-tried'
      readonly message: number
      readonly note: Json
      /** Milliseconds to the next try. */
      readonly delayMs: number
    }
  | {
      readonly type: 'message-delivered' | 'message-dead'
      readonly message: number
      readonly note: Json
    }
  | { readonly type: 'message-replayed'; readonly message: number }
