import {
  InvalidSceneRequestError,
  SceneProducerInvalidAnswerError,
  SceneProducerUnavailableError,
} from '@darkroom/scene-producer'
import { retryAfter } from '../http/problem.ts'
import { invalidField, type ProblemRow, problemOf } from '../http/problem-table.ts'

export const storyProblems: readonly ProblemRow[] = [
  problemOf(InvalidSceneRequestError, ({ field, message }) => invalidField(field, message)),
  problemOf(SceneProducerUnavailableError, ({ retryAfterSeconds = 10 }) => ({
    status: 503,
    code: 'scene_producer_unavailable',
    hint: 'Start the program that SCENE_PRODUCER names, or unset it to use the built-in one.',
    headers: retryAfter(retryAfterSeconds),
  })),
  problemOf(SceneProducerInvalidAnswerError, () => ({
    status: 502,
    code: 'scene_producer_answer',
    hint: 'Try again, or use a larger model.',
  })),
]
