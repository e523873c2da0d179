/** Base of every error that this package throws on purpose. */
export class GalleryError extends Error {
  override readonly name: string = 'GalleryError'
}

/** The cursor is invalid, or belongs to another filter or sort order. */
export class InvalidCursorError extends GalleryError {
  override readonly name = 'InvalidCursorError'
}

/** A field of a filter or page has a value that makes no sense. */
export class InvalidQueryError extends GalleryError {
  override readonly name = 'InvalidQueryError'
  readonly field: string

  constructor(field: string, message: string) {
    super(`${field} ${message}`)
    this.field = field
  }
}

/** The folder name or relative path leads out of the gallery or cannot exist on every system. */
export class InvalidPathError extends GalleryError {
  override readonly name = 'InvalidPathError'
  readonly path: string
  /** What is wrong, as it follows the path in a sentence. */
  readonly reason: string

  constructor(path: string, reason: string) {
    super(`${JSON.stringify(path)} ${reason}`)
    this.path = path
    this.reason = reason
  }
}

/** The folder cannot be changed: read-only, no permission, or the disk is full. */
export class GalleryWriteError extends GalleryError {
  override readonly name = 'GalleryWriteError'
  readonly path: string
  /** The system's code, such as `EROFS`, `EACCES` or `ENOSPC`. */
  readonly code: string

  constructor(path: string, code: string, cause: unknown) {
    super(`Cannot change ${path}: ${code}`, { cause })
    this.path = path
    this.code = code
  }
}

/** An image exists but may not be read, or reading it fails. */
export class GalleryReadError extends GalleryError {
  override readonly name = 'GalleryReadError'
  readonly path: string
  /** The system's code, such as `EACCES` or `EIO`. */
  readonly code: string

  constructor(path: string, code: string, cause: unknown) {
    super(`Cannot read ${path}: ${code}`, { cause })
    this.path = path
    this.code = code
  }
}

/** The events after the given id are no longer kept, or the id is another gallery's. Read the state anew. */
export class EventGapError extends GalleryError {
  override readonly name = 'EventGapError'
  readonly after: string

  constructor(after: string) {
    super(`Events after ${JSON.stringify(after)} are no longer available`)
    this.after = after
  }
}

/** The module given as `metadataModule` cannot be loaded or lacks a function. */
export class MetadataModuleError extends GalleryError {
  override readonly name = 'MetadataModuleError'
}

export class GalleryClosedError extends GalleryError {
  override readonly name = 'GalleryClosedError'

  constructor() {
    super('The gallery is closed')
  }
}

/** The process was silent for so long that another has taken over its turn at changing files; what was asked for can be asked again. */
export class TurnLostError extends GalleryError {
  override readonly name = 'TurnLostError'

  constructor() {
    super('Another process changes the files of the gallery, for this one was silent too long')
  }
}
