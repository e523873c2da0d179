/** A wrong field of what was asked for, or a node of a graph that no server can run. */
export interface WrongPart {
  /** Of a field such as `loras.0.name`; of a graph `<node id>` or `<node id>.<input>`. */
  readonly path: string
  /** To be read after the path. */
  readonly message: string
  /** Names that there are and that are like the one that was sent, best first. */
  readonly nearest?: readonly string[]
  /** Class of the node, where it is one. */
  readonly nodeClass?: string
  /** Of a graph: ComfyUI's own word for what is wrong, such as `value_not_in_list`. */
  readonly code?: string
}

export interface DoorErrorOptions {
  /** What to do, in a sentence. */
  readonly hint?: string | undefined
  readonly parts?: readonly WrongPart[] | undefined
  /** Seconds until it is worth asking again. */
  readonly retryAfter?: number | undefined
  readonly headers?: Readonly<Record<string, string>> | undefined
  readonly cause?: unknown
}

/** A refusal or failure, which each door tells in its own dialect. The message is one sentence for a person. */
export class DoorError extends Error {
  override readonly name = 'DoorError'
  /** Of HTTP. */
  readonly status: number
  /** Stable, in snake_case, such as `invalid_input`, `not_found`, `queue_full`, `quota_exceeded`, `not_runnable`, `comfyui_unavailable`. */
  readonly code: string
  readonly hint: string | undefined
  readonly parts: readonly WrongPart[]
  readonly retryAfter: number | undefined
  readonly headers: Readonly<Record<string, string>>

  constructor(status: number, code: string, message: string, options: DoorErrorOptions = {}) {
    super(message, { cause: options.cause })
    this.status = status
    this.code = code
    this.hint = options.hint
    this.parts = options.parts ?? []
    this.retryAfter = options.retryAfter
    this.headers = options.headers ?? {}
  }

  /** Whether the same request may do better later, without being changed. */
  get isRetryable(): boolean {
    return this.status === 429 || this.status === 502 || this.status === 503
  }
}

/** What to do, without the names that may have been meant where the problem tells them already. */
export function hintBeside(problem: string, { hint = '' }: Pick<DoorError, 'hint'>): string {
  return /did you mean/i.test(problem) ? hint.replace(/^Did you mean [^?]*\?\s*/, '') : hint
}

/** What was asked for is wrong in one place. */
export const invalidInput = (path: string, message: string): DoorError =>
  new DoorError(400, 'invalid_input', `${path} ${message}.`, { parts: [{ path, message }] })

/** `what` is read after "There is no". */
export const notFound = (what: string): DoorError =>
  new DoorError(404, 'not_found', `There is no ${what}.`)
