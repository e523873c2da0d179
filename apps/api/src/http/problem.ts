import { z } from '@hono/zod-openapi'

/** Every status that a problem can have, with its title. */
export const problemTitles = {
  400: 'Invalid input',
  401: 'Token missing or wrong',
  403: 'Refused',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  413: 'Too large',
  415: 'Wrong media type',
  416: 'Range not satisfiable',
  421: 'Unknown host name',
  422: 'Idempotency key reused',
  429: 'Too many requests',
  500: 'Internal error',
  502: 'Bad answer',
  503: 'Unavailable',
  507: 'Insufficient storage',
} as const
export type ProblemStatus = keyof typeof problemTitles

export const problemExample = {
  type: 'about:blank',
  title: 'Invalid input',
  status: 400,
  detail: 'The body is not valid: steps must be at most 150.',
  code: 'invalid_input',
  errors: [{ path: 'steps', message: 'must be at most 150' }],
  trace_id: '0b6f8d1c-9d33-4a55-8d3e-2b7f5c9a4e10',
}

export const problemSchema = z
  .object({
    type: z.string().openapi({ example: 'about:blank' }),
    title: z.string(),
    status: z.int(),
    detail: z.string().openapi({ description: 'One sentence for a person.' }),
    code: z.string().openapi({ description: 'Stable, for programs.', example: 'invalid_input' }),
    hint: z.string().optional().openapi({ description: 'What to do.' }),
    errors: z
      .array(
        z.object({
          path: z.string(),
          message: z.string(),
          nearest: z.array(z.string()).optional().openapi({
            description:
              'Names that there are and that are like the one that was sent, best first.',
          }),
        }),
      )
      .optional()
      .openapi({ description: 'One entry for each wrong field.' }),
    trace_id: z.string().openapi({
      description: 'Of this HTTP request, also in the log and in X-Request-Id.',
    }),
  })
  .openapi('Problem', { description: 'RFC 9457 problem details.', example: problemExample })
export type Problem = z.infer<typeof problemSchema>

export interface WrongField {
  readonly path: string
  readonly message: string
  readonly nearest?: readonly string[]
}

export interface ProblemOptions {
  readonly hint?: string
  readonly errors?: readonly WrongField[]
  readonly headers?: Readonly<Record<string, string>>
  /** Facts for the log alone. */
  readonly logged?: Readonly<Record<string, unknown>>
  readonly cause?: unknown
}

/** An error that becomes the answer; thrown by routes and services at the rim. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  readonly status: ProblemStatus
  readonly code: string
  readonly hint: string | undefined
  readonly errors: ProblemOptions['errors']
  readonly headers: Readonly<Record<string, string>>
  readonly logged: ProblemOptions['logged']

  constructor(status: ProblemStatus, code: string, detail: string, options: ProblemOptions = {}) {
    super(sentence(detail), { cause: options.cause })
    this.status = status
    this.code = code
    this.hint = options.hint
    this.errors = options.errors
    this.headers = options.headers ?? {}
    this.logged = options.logged
  }

  toResponse(traceId: string): Response {
    const problem: Problem = {
      type: 'about:blank',
      title: problemTitles[this.status],
      status: this.status,
      detail: this.message,
      code: this.code,
      hint: this.hint,
      errors: this.errors?.map(({ nearest = [], ...error }) => ({
        ...error,
        ...(nearest.length > 0 && { nearest: [...nearest] }),
      })),
      trace_id: traceId,
    }
    return new Response(JSON.stringify(problem), {
      status: this.status,
      headers: {
        ...this.headers,
        'content-type': 'application/problem+json',
        'cache-control': 'no-store',
      },
    })
  }
}

/** Adds a full stop, unless the text asks or exclaims. */
export const sentence = (text: string): string =>
  /[?!]\s*$/.test(text) ? text.trimEnd() : text.replace(/[.\s]*$/, '.')

export const notFound = (what: string): ProblemError =>
  new ProblemError(404, 'not_found', `There is no ${what}.`)

/** `Retry-After` in whole seconds, at least 1. */
export const retryAfter = (seconds: number): Record<string, string> => ({
  'retry-after': String(Math.max(1, Math.ceil(seconds))),
})
