import {
  ComfyAnswerError,
  ComfyUnavailableError,
  ConflictError,
  DiskLowError,
  GenerationError,
  InvalidRequestError,
  NotFoundError,
  NotReadyError,
  QueueFullError,
  QuotaExceededError,
  WrongStateError,
} from '@darkroom/generation'

import { StorageFullError } from '@darkroom/job-queue'
import { HTTPException } from 'hono/http-exception'
import { galleryProblem } from '../gallery/gallery-problems.ts'
import { ProblemError, retryAfter } from '../http/problem.ts'
import { sceneProblem } from '../stories/story-problems.ts'
import { templateProblem } from '../templates/template-problems.ts'

const nearestHint = (nearest: readonly string[]): string | undefined =>
  nearest.length === 0 ? undefined : `Did you mean ${nearest.join(', or ')}?`

const invalidRequest = (error: InvalidRequestError): ProblemError => {
  const { field, nearest } = error
  const message = error.message.replace(`${field}: `, '')
  return new ProblemError(400, 'invalid_input', error.message, {
    errors: [{ path: field, message }],
    hint: nearestHint(nearest),
    cause: error,
  })
}

const generationProblem = (error: GenerationError): ProblemError | undefined => {
  if (error instanceof InvalidRequestError) return invalidRequest(error)
  if (error instanceof ComfyUnavailableError) {
    return new ProblemError(503, 'comfyui_unavailable', error.message, {
      hint: error.hint,
      headers: retryAfter(error.retryAfterSeconds),
      cause: error,
    })
  }
  if (error instanceof ComfyAnswerError) {
    return new ProblemError(502, 'comfyui_answer', error.message, {
      hint: error.hint,
      cause: error,
    })
  }
  if (error instanceof QueueFullError) {
    return new ProblemError(503, 'queue_full', error.message, {
      hint: 'Wait for some of them to end, or cancel some.',
      headers: retryAfter(error.retryAfterSeconds),
      cause: error,
    })
  }
  if (error instanceof QuotaExceededError) {
    return new ProblemError(429, 'quota_exceeded', error.message, {
      hint: 'Wait for some of them to end, or cancel some.',
      headers: retryAfter(error.retryAfterSeconds),
      cause: error,
    })
  }
  if (error instanceof DiskLowError) {
    return new ProblemError(507, 'disk_full', error.message, {
      hint: 'Free some space, or set MIN_FREE_MB; nothing that was accepted is lost.',
      headers: retryAfter(error.retryAfterSeconds),
      cause: error,
    })
  }
  if (error instanceof NotReadyError) {
    return new ProblemError(503, 'not_ready', error.message, {
      headers: retryAfter(error.retryAfterSeconds),
      cause: error,
    })
  }
  if (error instanceof NotFoundError) {
    return new ProblemError(404, 'not_found', error.message, { cause: error })
  }
  if (error instanceof WrongStateError) {
    return new ProblemError(409, 'wrong_state', error.message, { cause: error })
  }
  return undefined
}

const httpProblem = (error: HTTPException): ProblemError => {
  if (error.status === 413) return new ProblemError(413, 'too_large', 'The body is too large.')
  if (error.status === 415) {
    return new ProblemError(415, 'wrong_media_type', 'The body must be application/json.')
  }
  if (error.status === 400) {
    return new ProblemError(400, 'invalid_json', 'The body is not valid JSON.', { cause: error })
  }
  return new ProblemError(500, 'internal', 'Something went wrong on our side.', { cause: error })
}

const isDiskFull = (error: unknown): boolean =>
  error instanceof Error &&
  ('code' in error ? error.code === 'ENOSPC' || error.code === 'EDQUOT' : isDiskFull(error.cause))

/** Any error → the answer a person can act on. What is not known is our fault: 500, and the log has the rest. */
export function toProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error
  if (error instanceof HTTPException) return httpProblem(error)
  if (error instanceof ConflictError) {
    return new ProblemError(
      422,
      'idempotency_key_reused',
      'This Idempotency-Key was used before with another body.',
      { hint: 'Use a new key for a new request.', cause: error },
    )
  }
  const known =
    error instanceof GenerationError
      ? generationProblem(error)
      : (galleryProblem(error) ?? sceneProblem(error) ?? templateProblem(error))
  if (known !== undefined) return known
  if (error instanceof StorageFullError || isDiskFull(error)) {
    return new ProblemError(507, 'disk_full', 'The disk is full.', {
      hint: 'Free some space; nothing that was accepted is lost.',
      headers: retryAfter(60),
      cause: error,
    })
  }
  return new ProblemError(500, 'internal', 'Something went wrong on our side.', {
    hint: 'The log has more under this request id.',
    cause: error,
  })
}
