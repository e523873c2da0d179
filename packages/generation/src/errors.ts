/** The base of every error this package throws on purpose. */
export class GenerationError extends Error {
  override readonly name: string = 'GenerationError'
}

/** The request cannot be run as it is. */
export class InvalidRequestError extends GenerationError {
  override readonly name = 'InvalidRequestError'
  /** Path of the field, such as `model` or `loras.0.name`. */
  readonly field: string
  /** The servers' closest names, best first. */
  readonly nearest: readonly string[]
  /** What no server has. */
  readonly missing: MissingName | undefined
  /** The servers' lists say so, and may say otherwise a moment later. */
  readonly isByLists: boolean

  constructor(
    message: string,
    { field, nearest = [], missing, isByLists = missing !== undefined }: InvalidRequestFacts,
  ) {
    super(message)
    this.field = field
    this.nearest = nearest
    this.missing = missing
    this.isByLists = isByLists
  }
}

/** One reason why a graph cannot be run, on one server. */
export interface GraphObstacle {
  /** Name of the server. */
  readonly server: string
  /** Id of the node; empty when the whole graph is meant. */
  readonly nodeId: string
  readonly nodeClass?: string | undefined
  readonly input?: string | undefined
  /** ComfyUI's own name for it where there is one, `file_missing`, or `paid_node`. */
  readonly code: string
  /** A sentence for a person. */
  readonly message: string
  /** The server's closest names, best first. */
  readonly nearest: readonly string[]
  /** The missing file, as the node names it. */
  readonly file?: string | undefined
}

/** No server can run the graph; nothing was queued. */
export class NotRunnableError extends GenerationError {
  override readonly name = 'NotRunnableError'
  /** The obstacles on the server that has the fewest. */
  readonly obstacles: readonly GraphObstacle[]

  constructor(obstacles: readonly GraphObstacle[]) {
    super(`No server can run this graph: ${obstacles[0]?.message ?? 'none has what it needs'}`)
    this.obstacles = obstacles
  }
}

/** Files that a model needs beside it, or a picture that is made larger, are on no server; nothing was queued. */
export class MissingFilesError extends GenerationError {
  override readonly name = 'MissingFilesError'
  readonly missing: readonly MissingCompanion[]
  /** Undefined where nothing is painted. */
  readonly model: string | undefined
  /** Name of the server that lacks the fewest. */
  readonly server: string

  constructor(
    missing: readonly MissingCompanion[],
    { model, server }: { readonly model: string | undefined; readonly server: string },
  ) {
    const files = missing.map(({ file, folder }) => `${file} in models/${folder}`).join(' and ')
    const what = model === undefined ? 'A picture that is made larger' : JSON.stringify(model)
    super(`${what} needs ${files}, which ${server} does not have`)
    this.missing = missing
    this.model = model
    this.server = server
  }
}

/** A file that is missing beside a model. */
export interface MissingCompanion {
  /** Path of the field that can name another, such as `['text_encoders', 0]`. */
  readonly path: readonly (string | number)[]
  /** The folder below ComfyUI's `models`. */
  readonly folder: string
  /** The name under which it is usually published. */
  readonly file: string
  /** One sentence: what is missing, and where to put it. */
  readonly message: string
}

interface InvalidRequestFacts {
  readonly field: string
  readonly nearest?: readonly string[]
  readonly missing?: MissingName | undefined
  /** True for what is `missing`, else false unless said. */
  readonly isByLists?: boolean
}

/** A name that no server has in the list of a node's input. */
export interface MissingName {
  readonly kind: 'model' | 'choice'
  readonly nodeClass: string
  readonly name: string
}

/** No server answered; nothing was queued. */
export class ComfyUnavailableError extends GenerationError {
  override readonly name = 'ComfyUnavailableError'
  readonly retryAfterSeconds: number
  /** Advice on what to do. */
  readonly hint: string

  constructor(
    message: string,
    {
      retryAfterSeconds,
      hint,
      cause,
    }: { retryAfterSeconds: number; hint: string; cause?: unknown },
  ) {
    super(message, { cause })
    this.retryAfterSeconds = retryAfterSeconds
    this.hint = hint
  }
}

/** The ComfyUI address answers with something that makes no sense; nothing was queued. */
export class ComfyAnswerError extends GenerationError {
  override readonly name = 'ComfyAnswerError'
  /** Advice on what to do. */
  readonly hint: string

  constructor(message: string, { hint }: { hint: string }) {
    super(message)
    this.hint = hint
  }
}

const megabytes = (bytes: number): string => `${Math.floor(bytes / 2 ** 20)} MiB`

const awaySentences = {
  gone: "The gallery's folder is not there",
  unmarked:
    "What lies in the gallery's place is another folder, perhaps the mount point of a disk that is away",
  foreign: "Another gallery lies in this one's place",
  unreachable: "The gallery's disk does not answer",
} as const

/** The gallery's folder is away, or is another one; nothing was queued or written. */
export class GalleryMissingError extends GenerationError {
  override readonly name = 'GalleryMissingError'
  readonly retryAfterSeconds = 10
  readonly reason: keyof typeof awaySentences

  constructor(reason: keyof typeof awaySentences) {
    super(awaySentences[reason])
    this.reason = reason
  }
}

/** The gallery's folder may not be written; nothing was queued or written. */
export class GalleryReadOnlyError extends GenerationError {
  override readonly name = 'GalleryReadOnlyError'
  readonly retryAfterSeconds = 60

  constructor() {
    super("The gallery's folder is read-only")
  }
}

/** The disk of the gallery has less space than is kept for accepted jobs; nothing was queued. */
export class DiskLowError extends GenerationError {
  override readonly name = 'DiskLowError'
  readonly retryAfterSeconds = 60
  readonly freeBytes: number
  readonly neededBytes: number

  constructor({ freeBytes, neededBytes }: { freeBytes: number; neededBytes: number }) {
    super(
      `The gallery's disk has ${megabytes(freeBytes)} left, and ${megabytes(neededBytes)} are kept free`,
    )
    this.freeBytes = freeBytes
    this.neededBytes = neededBytes
  }
}

/** No job, batch, sequence, server or model of this name. */
export class NotFoundError extends GenerationError {
  override readonly name = 'NotFoundError'
  readonly what: 'job' | 'batch' | 'sequence' | 'server' | 'model'
  readonly id: string

  constructor(what: NotFoundError['what'], id: string) {
    super(`There is no ${what} ${JSON.stringify(id)}`)
    this.what = what
    this.id = id
  }
}

/** The job, batch or sequence is not in a state in which this can be done. */
export class WrongStateError extends GenerationError {
  override readonly name = 'WrongStateError'
}

/** The generation is not started yet, or is closing. */
export class NotReadyError extends GenerationError {
  override readonly name = 'NotReadyError'
  readonly retryAfterSeconds = 1

  constructor() {
    super('Not ready: starting or shutting down')
  }
}
