import { expect, test } from 'vitest'
import { ProblemError } from '../http/problem.ts'
import { problemToDoorError } from './to-door-error.ts'

test('how long to wait is told once, for two in an answer are no number', () => {
  const headers = { 'retry-after': '5', allow: 'GET' }
  const error = problemToDoorError(new ProblemError(503, 'queue_full', 'It is full.', { headers }))
  expect([error.retryAfter, error.headers]).toEqual([5, { allow: 'GET' }])
})
