import { problemExample, problemSchema, problemTitles } from './problem.ts'

/** A typical problem of each status. */
const typical = {
  400: ['invalid_input', problemExample.detail],
  401: ['token_required', 'The API token is missing or wrong.'],
  403: ['origin_not_allowed', 'A page of http://example.com may not call this server.'],
  404: ['not_found', 'There is no job 3f2b8c1e-5f0a-4b7e-9a51-2f7f0c1d9e11.'],
  409: ['wrong_state', 'The job has ended.'],
  413: ['too_large', 'A body may have at most 1048576 bytes.'],
  415: ['wrong_media_type', 'The body must be application/json, not text/plain.'],
  421: ['host_not_allowed', 'This server does not answer to the name "example.com".'],
  422: ['idempotency_key_reused', 'This Idempotency-Key was used before with another body.'],
  429: [
    'quota_exceeded',
    'You have 24990 jobs waiting of at most 25000, and 20 more were asked for.',
  ],
  500: ['internal', 'Something went wrong on our side.'],
  502: [
    'comfyui_answer',
    'http://localhost:8188 answers with a web page where ComfyUI answers JSON.',
  ],
  503: ['comfyui_unavailable', 'ComfyUI at http://localhost:8188 does not answer. Is it running?'],
  507: ['disk_full', 'The disk is full.'],
} as const

const problem = (status: keyof typeof typical) => {
  const [code, detail] = typical[status]
  const { errors, ...common } = problemExample
  const example = { ...common, title: problemTitles[status], status, detail, code }
  return {
    description: problemTitles[status],
    content: {
      'application/problem+json': {
        schema: problemSchema,
        example: status === 400 ? { ...example, errors } : example,
      },
    },
  }
}

/** A problem that any route can answer, for the document; it names the schema, which is there with every other problem. */
export const problemOfAnyRoute = (status: 401 | 403 | 421 | 500) => {
  const { description, content } = problem(status)
  const { example } = content['application/problem+json']
  const schema = { $ref: '#/components/schemas/Problem' }
  return { description, content: { 'application/problem+json': { schema, example } } }
}

// Problems to spread into a route's `responses`. Those of any route are added to the document as a whole.
export const invalid = { 400: problem(400) }
export const missing = { 404: problem(404) }
export const conflict = { 409: problem(409) }
export const badMedia = { 413: problem(413), 415: problem(415) }
const keyReused = { 422: problem(422) }
const tooMany = { 429: problem(429) }
export const badAnswer = { 502: problem(502) }
export const unavailable = { 503: problem(503) }
export const diskFull = { 507: problem(507) }

/** All problems of a POST that accepts work. */
export const acceptProblems = {
  ...invalid,
  ...badMedia,
  ...keyReused,
  ...tooMany,
  ...badAnswer,
  ...unavailable,
  ...diskFull,
}
