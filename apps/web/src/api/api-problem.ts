/** One wrong field of a request. */
export interface FieldProblem {
  readonly path: string
  readonly message: string
  /** Names that exist and are like the one that was given, nearest first. */
  readonly nearest?: readonly string[]
}

export interface ApiProblemOptions {
  readonly status: number
  readonly code: string
  readonly hint?: string | undefined
  readonly errors?: readonly FieldProblem[] | undefined
  readonly cause?: unknown
}

/** What the API refused, as a person is to read it: `message` is one sentence, `hint` says what to do. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem'
  /** Of the answer; 0 when there was none. */
  readonly status: number
  readonly code: string
  readonly hint: string | undefined
  readonly errors: readonly FieldProblem[]

  constructor(detail: string, { status, code, hint, errors = [], cause }: ApiProblemOptions) {
    super(detail, { cause })
    this.status = status
    this.code = code
    this.hint = hint
    this.errors = errors
  }

  get detail(): string {
    return this.message
  }

  /** Whether the server, or the way to it, is away: the same request may succeed later. */
  get isPassing(): boolean {
    return this.status === 0 || this.status === 502 || this.status === 503
  }
}
