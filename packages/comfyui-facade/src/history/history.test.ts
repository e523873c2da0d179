import { expect, test } from 'vitest'
import { bodyOf, graph, post, type ServedFacade, serveFacade } from '../../test/serve-facade.ts'
import { pageOf } from './history-routes.ts'

const ids = [1, 2, 3].map((digit) => `${digit}1234567-89ab-4cde-8f01-23456789abcd`)
const [first = '', second = '', third = ''] = ids

async function withThree(): Promise<ServedFacade & { history(query?: string): Promise<unknown> }> {
  const served = await serveFacade()
  for (const prompt_id of ids) {
    await post(served.url, { prompt: graph(), prompt_id, client_id: 'me' })
  }
  return { ...served, history: (query = '') => bodyOf(fetch(`${served.url}/history${query}`)) }
}

const keys = (value: unknown): readonly string[] => Object.keys(Object(value))

test('a job has no history until it has ended', async () => {
  const { house, history } = await withThree()
  expect(await history(`/${first}`)).toEqual({})
  house.jobs.start(first)
  expect(await history(`/${first}`)).toEqual({})
  house.jobs.finish(first, [])
  expect(keys(await history(`/${first}`))).toEqual([first])
  expect(await history('/unknown')).toEqual({})
})

test('what a job made is told by its node, with names by which it is viewed', async () => {
  const { house, history, url } = await withThree()
  house.jobs.start(first)
  house.jobs.finish(first, [
    { bytes: new Uint8Array([1]), path: '20261127/a.png' },
    { bytes: new Uint8Array([2]), path: '20261127/b.webm', kind: 'video', node: '10' },
    { bytes: new Uint8Array([3]), path: '20261127/c.txt', kind: 'text', node: '11', text: 'hi' },
  ])
  const entry = await history(`/${first}`)
  expect(entry).toMatchObject({
    [first]: {
      prompt: [1, first, graph(), { client_id: 'me', create_time: expect.any(Number) }, ['9']],
      outputs: {
        '9': { images: [{ filename: 'a.png', subfolder: '20261127', type: 'output' }] },
        '10': {
          images: [{ filename: 'b.webm', subfolder: '20261127', type: 'output' }],
          animated: [true],
        },
        '11': { text: ['hi'] },
      },
      status: {
        status_str: 'success',
        completed: true,
        messages: [
          ['execution_start', { prompt_id: first, timestamp: expect.any(Number) }],
          ['execution_cached', { prompt_id: first, nodes: [] }],
          ['execution_success', { prompt_id: first }],
        ],
      },
      meta: { '9': { node_id: '9', real_node_id: '9' } },
    },
  })
  const view = await fetch(`${url}/view?filename=a.png&subfolder=20261127&type=output`)
  expect(view.status).toBe(200)
})

test('a failure says which node it was and why', async () => {
  const { house, history } = await withThree()
  house.jobs.start(first)
  house.jobs.fail(first, {
    code: 'out_of_memory',
    message: 'It was too large.',
    nodeId: '3',
    nodeClass: 'KSampler',
  })
  expect(await history(`/${first}`)).toMatchObject({
    [first]: {
      status: {
        status_str: 'error',
        completed: false,
        messages: [
          ['execution_start', {}],
          ['execution_cached', {}],
          [
            'execution_error',
            { node_id: '3', node_type: 'KSampler', exception_type: 'torch.OutOfMemoryError' },
          ],
        ],
      },
    },
  })
})

test('the list is oldest first, and a job of another door is in it', async () => {
  const { house, history } = await withThree()
  const { ids: others } = await house.jobs.submit(
    { words: { prompt: 'a cat' } },
    { caller: { client: 'b', origin: '', signal: new AbortController().signal } },
  )
  for (const id of [...ids, ...others]) house.jobs.finish(id, [])
  expect(keys(await history())).toEqual([...ids, ...others])
  expect(keys(await history('?max_items=2'))).toEqual([third, ...others])
  expect(keys(await history('?max_items=2&offset=0'))).toEqual([first, second])
  expect(keys(await history('?max_items=0'))).toEqual([])
})

test('a page without a wish is of the newest hundred', () => {
  const all = Array.from({ length: 300 }, (_, index) => index)
  expect(pageOf(all, {})).toEqual(all.slice(-100))
  expect(pageOf(all, { items: 150 })).toEqual(all.slice(-150))
  expect(pageOf(all, { offset: 290 })).toEqual(all.slice(290))
})

test('what is deleted from the history is hidden, and its files stay', async () => {
  const { house, history, url } = await withThree()
  for (const id of ids) {
    house.jobs.finish(id, [{ bytes: new Uint8Array([1]), path: `20261127/${id}.png` }])
  }
  const change = (body: unknown) =>
    fetch(`${url}/history`, { method: 'POST', body: JSON.stringify(body) })
  await change({ delete: [second] })
  expect(keys(await history())).toEqual([first, third])
  expect(await history(`/${second}`)).toEqual({})
  await change({ clear: true })
  expect(keys(await history())).toEqual([])
  expect(await bodyOf(fetch(`${url}/api/jobs`))).toMatchObject({ jobs: [] })
  const view = await fetch(`${url}/view?filename=${second}.png&subfolder=20261127`)
  expect(view.status).toBe(200)
  expect(house.jobs.get(second)?.status).toBe('completed')
})

test('what is no ended job is not remembered as hidden, in the place of those that are', async () => {
  const { house, history, url } = await withThree()
  house.jobs.start(first)
  house.jobs.finish(first, [])
  const hide = (ids: readonly string[]) =>
    fetch(`${url}/history`, { method: 'POST', body: JSON.stringify({ delete: ids }) })
  await hide([first])
  await hide(Array.from({ length: 600 }, (_, index) => `nothing ${index}`))
  expect(await history(`/${first}`)).toEqual({})
})
