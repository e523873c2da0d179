import { expect, test } from 'vitest'
import { createMemoryHouse } from './testing/index.ts'
import { untilEnded } from './until-ended.ts'

const caller = {
  client: 'a',
  origin: 'http://localhost:8000',
  signal: new AbortController().signal,
}

test('several jobs are waited for, and come in the order in which they were asked for', async () => {
  const { jobs } = createMemoryHouse()
  const { ids } = await jobs.submit({ words: { prompt: 'a cat' } }, { caller, count: 2 })
  const [first = '', second = ''] = ids
  const heard: string[] = []
  const ended = untilEnded(jobs, ids, {
    signal: caller.signal,
    onNews: (news) => heard.push(news.type),
  })
  jobs.start(second)
  jobs.preview(second, new Uint8Array([1]))
  jobs.finish(second, [{ bytes: new Uint8Array([1]) }])
  jobs.fail(first, { code: 'out_of_memory', message: 'It was too large.' })
  expect((await ended).map(({ id, status }) => [id, status])).toEqual([
    [first, 'error'],
    [second, 'completed'],
  ])
  expect(heard).toContain('preview')
})

test('who no longer wants to wait gets them as they are', async () => {
  const { jobs } = createMemoryHouse()
  const { ids } = await jobs.submit({ words: { prompt: 'a cat' } }, { caller })
  const waiting = await untilEnded(jobs, ids, { signal: AbortSignal.abort() })
  expect(waiting.map(({ status }) => status)).toEqual(['queued'])
})
