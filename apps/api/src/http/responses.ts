import { type ProblemStatus, problemSchema, problemTitles } from './problem.ts'

const problem = (status: ProblemStatus) => ({
  description: problemTitles[status],
  content: { 'application/problem+json': { schema: problemSchema } },
})

// Spread into a route's `responses`. Beside these every route can answer 401, 403, 421 and 500.
export const invalid = { 400: problem(400) }
export const missing = { 404: problem(404) }
export const conflict = { 409: problem(409) }
export const badMedia = { 413: problem(413), 415: problem(415) }
const keyReused = { 422: problem(422) }
const tooMany = { 429: problem(429) }
export const notReady = { 503: problem(503) }
export const unavailable = { 502: problem(502), 503: problem(503) }
export const diskFull = { 507: problem(507) }

/** All that a POST which accepts work can answer. */
export const acceptProblems = {
  ...invalid,
  ...badMedia,
  ...keyReused,
  ...tooMany,
  ...unavailable,
  ...diskFull,
}
