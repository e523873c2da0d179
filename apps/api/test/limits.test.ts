import { expect, test } from 'vitest'
import { problem, request, runDarkroom } from './running-darkroom.ts'

const post = (url: string) =>
  fetch(`${url}/api/generate`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
  })

test('with less room on the disk than is to be kept free, prompts are refused with 507 and the numbers', async () => {
  await using running = await runDarkroom({ settings: { MIN_FREE_MB: '1000000000' } })
  const answer = await post(running.url)
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
  const { code, detail } = await problem(answer, 507)
  expect(code).toBe('disk_full')
  expect(detail).toMatch(/has \d+ MiB left, and 1000000000 MiB are kept free/)
  expect(await (await running.api.jobs.$get({ query: {} })).json()).toEqual({ jobs: [] })
})

test('of many that come at the same moment only as many are accepted as may wait', async () => {
  await using running = await runDarkroom({
    settings: { QUEUE_LIMIT: '5', QUEUE_LIMIT_PER_CLIENT: '3' },
  })
  await running.api.queue.pause.$post()
  const answers = await Promise.all(Array.from({ length: 20 }, () => post(running.url)))
  expect(answers.filter(({ status }) => status === 202)).toHaveLength(3)
  const refused = answers.filter(({ status }) => status !== 202)
  expect(refused.map(({ status }) => status)).toEqual(refused.map(() => 429))
  for (const { headers } of refused) expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
})
