import {
  InvalidSceneRequestError,
  SceneProducerInvalidAnswerError,
  SceneProducerUnavailableError,
} from '@darkroom/scene-producer'
import { ProblemError, retryAfter } from '../http/problem.ts'

/** Errors of the scene producer that a person can act on. */
export function sceneProblem(error: unknown): ProblemError | undefined {
  if (error instanceof InvalidSceneRequestError) {
    return new ProblemError(400, 'invalid_input', error.message, {
      errors: [{ path: error.field, message: error.message }],
      cause: error,
    })
  }
  if (error instanceof SceneProducerUnavailableError) {
    return new ProblemError(503, 'scene_producer_unavailable', error.message, {
      hint: 'Start the program that SCENE_PRODUCER names, or unset it to use the built-in one.',
      headers: retryAfter(error.retryAfterSeconds ?? 10),
      cause: error,
    })
  }
  if (error instanceof SceneProducerInvalidAnswerError) {
    return new ProblemError(502, 'scene_producer_answer', error.message, {
      hint: 'Try again, or use a larger model.',
      cause: error,
    })
  }
  return undefined
}
