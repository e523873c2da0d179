import { DoorError } from '@darkroom/door-ports'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { ProblemError } from '../http/problem.ts'
import { loggedDoorErrors, problemToDoorError } from './to-door-error.ts'

function logged() {
  const lines: string[] = []
  const log = pino({ base: undefined }, { write: (line: string) => lines.push(line) })
  return { lines, toDoorError: loggedDoorErrors(log) }
}

test('what is our fault is logged once, however often a door turns it', () => {
  const { lines, toDoorError } = logged()
  const told = toDoorError(new TypeError('x is not a function'))
  expect(told).toMatchObject({ status: 500, message: expect.not.stringContaining('function') })
  expect(toDoorError(told)).toBe(told)
  expect(lines).toHaveLength(1)
  expect(lines[0]).toContain('x is not a function')
})

test('what became of a job, and what a caller did wrong, is not our fault', () => {
  const { lines, toDoorError } = logged()
  toDoorError(new DoorError(500, 'execution_failed', 'LoadImage failed: that is no picture.'))
  toDoorError(new DoorError(400, 'invalid_input', 'steps is wrong.', { cause: new Error('no') }))
  expect(lines).toEqual([])
})

test('how long to wait is told once, for two in an answer are no number', () => {
  const headers = { 'retry-after': '5', allow: 'GET' }
  const error = problemToDoorError(new ProblemError(503, 'queue_full', 'It is full.', { headers }))
  expect([error.retryAfter, error.headers]).toEqual([5, { allow: 'GET' }])
})
