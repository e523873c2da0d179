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

/** The queue is closed, or was never opened. */
export class QueueClosedError extends QueueError {
  override readonly name = 'QueueClosedError'

  constructor() {
    super('The queue is closed')
  }
}

/** The job or option is not valid; nothing was stored. */
export class InvalidJobError extends QueueError {
  override readonly name = 'InvalidJobError'
}

/** A payload, checkpoint or result is larger than `maxPayload`, or that of a group than `maxGroupPayload`. */
export class PayloadTooLargeError extends QueueError {
  override readonly name = 'PayloadTooLargeError'
  readonly bytes: number
  readonly limit: number

  constructor(what: string, { bytes, limit }: { bytes: number; limit: number }) {
    super(`${what} has ${bytes} bytes, more than the limit of ${limit}`)
    this.bytes = bytes
    this.limit = limit
  }
}

/** The disk is full: nothing of this call was stored, and later calls may succeed. */
export class StorageFullError extends QueueError {
  override readonly name = 'StorageFullError'

  constructor(path: string, { cause }: { cause?: unknown } = {}) {
    super(`No space left to write ${path}`, { cause })
  }
}

/** The disk failed to confirm a write: what is stored is unknown until a restart reads it again. */
export class JournalPoisonedError extends QueueError {
  override readonly name = 'JournalPoisonedError'

  constructor(path: string, { cause }: { cause?: unknown } = {}) {
    super(`Writing ${path} failed; nothing more is accepted until the queue is opened anew`, {
      cause,
    })
  }
}

/**
 * The store could not be asked in time. Where `mayBeStored` is true the call may still take effect, which its id or its
 * idempotency key will tell; otherwise nothing of it was stored. Where `isHalfRead` is true it went away while a queue was opened,
 * which has to be opened anew, from a new one.
 */
export class StoreUnavailableError extends QueueError {
  override readonly name = 'StoreUnavailableError'
  readonly mayBeStored: boolean
  readonly isHalfRead: boolean

  constructor(
    problem: string,
    {
      mayBeStored,
      isHalfRead = false,
      cause,
    }: { readonly mayBeStored: boolean; readonly isHalfRead?: boolean; readonly cause?: unknown },
  ) {
    super(`The queue's store cannot be reached: ${problem}`, { cause })
    this.mayBeStored = mayBeStored
    this.isHalfRead = isHalfRead
  }
}

/**
 * Another process has appended in the meantime. Thrown by a shared store, after it has handed over what was appended:
 * the queue decides again on the newer state.
 */
export class OvertakenError extends QueueError {
  override readonly name = 'OvertakenError'

  constructor() {
    super('Another process has written to the queue in the meantime')
  }
}

/** The store no longer holds what was read from it or confirmed by it: it was restored, replaced, or lost entries. */
export class StoreDivergedError extends QueueError {
  override readonly name = 'StoreDivergedError'

  constructor(store: string, found: string) {
    super(
      `${store} is no longer what this process has read: ${found}; start it anew to go on with what is there`,
    )
  }
}

/** Another process, or another queue in this one, has the directory open. */
export class QueueLockedError extends QueueError {
  override readonly name = 'QueueLockedError'
  readonly directory: string

  constructor(directory: string, { cause }: { cause?: unknown } = {}) {
    super(`The queue in ${directory} is in use by another process`, { cause })
    this.directory = directory
  }
}

/** The journal is damaged before its end. Nothing was changed; `repairJournal` keeps what can be kept. */
export class CorruptJournalError extends QueueError {
  override readonly name = 'CorruptJournalError'
  readonly file: string
  readonly offset: number

  constructor(file: string, { offset, reason }: { offset: number; reason: string }) {
    super(`${file} is damaged at byte ${offset}: ${reason}`)
    this.file = file
    this.offset = offset
  }
}

/** The journal was written by a newer version of this package. */
export class JournalVersionError extends QueueError {
  override readonly name = 'JournalVersionError'
  readonly file: string
  readonly version: number

  constructor(file: string, { version, supported }: { version: number; supported: number }) {
    super(`${file} has format version ${version}; this version reads up to ${supported}`)
    this.file = file
    this.version = version
  }
}

/** Turns anything thrown into an Error. */
export const toError = (thrown: unknown): Error =>
  thrown instanceof Error ? thrown : new QueueError(String(thrown), { cause: thrown })
