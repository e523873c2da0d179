import { ComfyConnectionError, ComfyResponseError, ComfyTimeoutError } from '@darkroom/comfy-client'
import { expect, test } from 'vitest'
import { afterAnswer, afterFailure, probeDelay, unknownHealth } from './health.ts'

const refused = new ComfyConnectionError('refused', { sent: false })
const slow = new ComfyTimeoutError('slow', { timeoutMs: 3000, sent: true })

test('a server is not reachable before it has answered', () => {
  expect(unknownHealth.reachable).toBe(false)
  expect(afterAnswer(1, 2)).toMatchObject({ reachable: true, known: true, failures: 0 })
})

test('nobody listening is certain at once', () => {
  expect(afterFailure(afterAnswer(1, 2), refused, 10)).toMatchObject({
    reachable: false,
    problem: 'refused',
    downSince: 10,
  })
})

test('one slow answer is forgiven, the third in a row is not', () => {
  const once = afterFailure(afterAnswer(1, 2), slow, 10)
  const twice = afterFailure(once, slow, 20)
  expect([once.reachable, twice.reachable]).toEqual([true, true])
  expect(afterFailure(twice, slow, 30)).toMatchObject({ reachable: false, downSince: 10 })
})

test('a page where an answer should be is strange, an error of a server or a proxy is not', () => {
  const strangeAfter = (error: Parameters<typeof afterFailure>[1]): boolean =>
    afterFailure(unknownHealth, error, 0).strange
  expect(strangeAfter(new ComfyResponseError('a page', { status: 200 }))).toBe(true)
  expect(strangeAfter(new ComfyResponseError('not here', { status: 404 }))).toBe(true)
  expect(strangeAfter(new ComfyResponseError('bad gateway', { status: 502 }))).toBe(false)
  expect(strangeAfter(slow)).toBe(false)
})

test('an unreachable server is looked at soon, then less often', () => {
  const once = afterFailure(unknownHealth, refused, 0)
  const often = [2, 3, 4, 5, 6].reduce((health) => afterFailure(health, refused, 0), once)
  expect(probeDelay(once, 5000)).toBe(1000)
  expect(probeDelay(often, 5000)).toBe(10_000)
  expect(probeDelay(afterAnswer(0, 0), 5000)).toBe(5000)
})

test('a server that is silent for the first time is asked again soon', () => {
  const once = afterFailure(afterAnswer(0, 0), slow, 0)
  expect(once.reachable).toBe(true)
  expect(probeDelay(once, 5000)).toBe(1000)
})

test('how long connections have been refused is known, until anything else happens', () => {
  const cause = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })
  const nobody = new ComfyConnectionError('refused', { sent: false, cause })
  const twice = afterFailure(afterFailure(afterAnswer(1, 2), nobody, 10), nobody, 20)
  expect(twice.refusedSince).toBe(10)
  expect(afterFailure(twice, slow, 30)).toMatchObject({ refusedSince: undefined, downSince: 10 })
  expect(afterFailure(afterAnswer(1, 2), refused, 10).refusedSince).toBeUndefined()
})
