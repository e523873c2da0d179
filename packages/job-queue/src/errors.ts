/** The base of every error this package throws on purpose. */
export class QueueError extends Error {
  override readonly name: string = 'QueueError'
}

/** The idempotency key was used before, for another request. */
export class ConflictError extends QueueError {
  override readonly name = 'ConflictError'
  readonly idempotencyKey: string

  constructor(idempotencyKey: string) {
    super(`Idempotency key ${JSON.stringify(idempotencyKey)} was used for another request`)
    this.idempotencyKey = idempotencyKey
  }
}

/** A job or group with this id was accepted before. */
export class DuplicateIdError extends QueueError {
  override readonly name = 'DuplicateIdError'
  readonly id: string

  constructor(id: string) {
    super(`A job or group with id ${id} was accepted before`)
    this.id = id
  }
}

/** Events after this id are no longer retained: read a snapshot, then go on from `lastEventId()`. */
export class EventGapError extends QueueError {
  override readonly name = 'EventGapError'
  readonly after: string

  constructor(after: string) {
    super(`Events after ${after} are no longer retained`)
    this.after = after
  }
}

/** The driver is closed, or was never opened. */
export class QueueClosedError extends QueueError {
  override readonly name = 'QueueClosedError'

  constructor() {
    super('The queue is closed')
  }
}
