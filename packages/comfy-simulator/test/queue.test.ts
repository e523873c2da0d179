import { randomUUID } from 'node:crypto'
import { expect, onTestFinished, test } from 'vitest'
import { createSimulator, type Simulator, type SimulatorOptions } from '../src/index.ts'
import { finished, get, post, submit, textToImage } from './text-to-image.ts'

const start = async (options: SimulatorOptions = {}): Promise<Simulator> => {
  const simulator = await createSimulator({ paint: 'plain', ...options })
  onTestFinished(() => simulator[Symbol.asyncDispose]())
  return simulator
}

const startsOf = (simulator: Simulator): readonly (string | undefined)[] =>
  simulator.oracle().flatMap(({ event, promptId }) => (event === 'start' ? [promptId] : []))

const idle = (simulator: Simulator): Promise<void> =>
  expect.poll(async () => (await get(simulator, '/prompt')).body.exec_info.queue_remaining).toBe(0)

test('fronts run before numbers, numbers before the rest, and the list shows a heap', async () => {
  const simulator = await start()
  simulator.hold()
  const names = new Map<string, string>()
  const add = async (name: string, more: object = {}): Promise<void> => {
    names.set(await submit(simulator, textToImage({ seed: names.size }), { ...more }), name)
  }
  await add('running')
  await simulator.waitFor(({ event }) => event === 'start')
  for (const name of ['n1', 'n2']) await add(name)
  for (const name of ['f1', 'f2']) await add(name, { front: true })
  await add('num', { number: -2.5 })
  await add('n3')
  const { body } = await get(simulator, '/queue')
  const sorted = body.queue_pending.toSorted(
    (a: number[], b: number[]) => (a[0] ?? 0) - (b[0] ?? 0),
  )
  expect(body.queue_pending).not.toEqual(sorted)
  simulator.release()
  await idle(simulator)
  expect(startsOf(simulator).map((id) => names.get(id ?? ''))).toEqual([
    'running',
    'f2',
    'f1',
    'num',
    'n1',
    'n2',
    'n3',
  ])
})

test('a number the client sent comes back as a float and does not advance the counter', async () => {
  const simulator = await start()
  const send = async (more: object): Promise<string> =>
    (
      await fetch(`${simulator.url}/prompt`, {
        method: 'POST',
        body: JSON.stringify({ prompt: textToImage(), ...more }),
      })
    ).text()
  expect(await send({ number: 7 })).toContain('"number": 7.0,')
  expect(await send({})).toContain('"number": 0,')
  expect(await send({ front: true })).toContain('"number": -1,')
})

test('the same id twice runs twice; with the same number too it is queued and answered with 500', async () => {
  const simulator = await start()
  simulator.hold()
  await submit(simulator, textToImage())
  await simulator.waitFor(({ event }) => event === 'start')
  const prompt_id = randomUUID()
  const twin = { prompt: textToImage({ seed: 5 }), prompt_id, number: 3 }
  expect((await post(simulator, '/prompt', twin)).status).toBe(200)
  expect((await post(simulator, '/prompt', twin)).status).toBe(500)
  expect((await get(simulator, '/queue')).body.queue_pending).toHaveLength(2)
  await post(simulator, '/queue', { delete: [prompt_id] })
  expect((await get(simulator, '/queue')).body.queue_pending).toHaveLength(1)
})

test('history pages count the newest, but from the oldest with an offset', async () => {
  const simulator = await start()
  const ids: string[] = []
  for (let seed = 0; seed < 4; seed += 1) {
    const id = await submit(simulator, textToImage({ seed }))
    await finished(simulator, id)
    ids.push(id)
  }
  const page = async (query: string): Promise<readonly string[]> =>
    Object.keys((await get(simulator, `/history${query}`)).body)
  expect(await page('')).toEqual(ids)
  expect(await page('?max_items=2')).toEqual(ids.slice(2))
  expect(await page('?max_items=2&offset=1')).toEqual(ids.slice(1, 3))
  expect(await page('?offset=3')).toEqual(ids.slice(3))
  expect(await page('?max_items=0')).toEqual([])
  expect((await get(simulator, '/history?max_items=x')).status).toBe(500)
})

test('an interrupt names its job, or nobody, or hits whoever runs when it is no JSON', async () => {
  const simulator = await start()
  simulator.hold()
  const id = await submit(simulator, textToImage())
  await simulator.waitFor(({ event }) => event === 'start')
  await post(simulator, '/interrupt', { prompt_id: 'another' })
  expect(simulator.oracle().some(({ event }) => event === 'interrupt')).toBe(false)
  const broken = await fetch(`${simulator.url}/interrupt`, { method: 'POST', body: '{nope' })
  expect([broken.status, broken.headers.get('content-length')]).toEqual([200, '0'])
  simulator.release()
  expect((await finished(simulator, id)).status.messages.at(-1)[0]).toBe('execution_interrupted')
  expect((await post(simulator, '/interrupt', [])).status).toBe(500)
})

test('seeds keep every digit, floats their point', async () => {
  const simulator = await start()
  const body = JSON.stringify({ prompt: textToImage({ seed: 'SEED' }) }).replace(
    '"SEED"',
    '18446744073709551615',
  )
  const response = await fetch(`${simulator.url}/prompt`, { method: 'POST', body })
  expect(response.status).toBe(200)
  await simulator.waitFor(({ event }) => event === 'finish')
  await idle(simulator)
  const history = await (await fetch(`${simulator.url}/history`)).text()
  expect(history).toContain('"seed": 18446744073709551615, "steps": 3, "cfg": 7.0')
})

test('profiles: ids, missing classes, jobs, the name of the system', async () => {
  const old = await start({ profile: '0.3.64' })
  const current = await start()
  const coming = await start({ profile: '0.38.1', windowsPaths: true })
  const refused = async (simulator: Simulator, body: object): Promise<unknown> => {
    const answer = await post(simulator, '/prompt', body)
    return answer.status === 200 ? 200 : answer.body.error.type
  }
  const strange = { prompt: textToImage(), prompt_id: 'mine' }
  expect(await refused(current, strange)).toBe(200)
  expect(await refused(coming, strange)).toBe('invalid_prompt_id')
  const unknown = { prompt: { 1: { class_type: 'Nope', inputs: {} } } }
  expect(await refused(current, unknown)).toBe('invalid_prompt')
  expect(await refused(coming, unknown)).toBe('missing_node_type')
  const status = async (simulator: Simulator, path: string): Promise<number> =>
    (await get(simulator, path)).status
  expect([await status(old, '/api/jobs'), await status(current, '/api/jobs')]).toEqual([404, 200])
  expect(await status(current, '/jobs')).toBe(404)
  const cancel = `/api/jobs/${randomUUID()}/cancel`
  expect((await post(current, cancel, {})).status).toBe(405)
  expect((await post(coming, cancel, {})).body).toEqual({ cancelled: false })
  const systems = [old, current, coming].map(
    async (one) => (await get(one, '/system_stats')).body.system.os,
  )
  expect(await Promise.all(systems)).toEqual(['posix', 'linux', 'win32'])
})

test('0.8.0 loses the outputs of a cached job without client_id, others do not', async () => {
  for (const [profile, outputs] of [
    ['0.8.0', []],
    ['0.38.1', ['9']],
  ] as const) {
    const simulator = await start({ profile })
    await finished(simulator, await submit(simulator, textToImage()))
    const again = await finished(simulator, await submit(simulator, textToImage()))
    expect(Object.keys(again.outputs)).toEqual(outputs)
  }
})

test('jobs are listed by state, cancelled and told from unknown ones', async () => {
  const simulator = await start({ profile: '0.38.1' })
  simulator.hold()
  const running = await submit(simulator, textToImage())
  await simulator.waitFor(({ event }) => event === 'start')
  const waiting = await submit(simulator, textToImage({ seed: 2 }))
  const state = async (id: string): Promise<unknown> =>
    (await get(simulator, `/api/jobs/${id}`)).body.status
  expect([await state(running), await state(waiting)]).toEqual(['in_progress', 'pending'])
  const ids = { job_ids: [running, waiting] }
  expect((await post(simulator, '/api/jobs/cancel', ids)).body).toEqual({ cancelled: true })
  simulator.release()
  await finished(simulator, running)
  expect(await state(running)).toBe('cancelled')
  expect((await get(simulator, `/api/jobs/${waiting}`)).status).toBe(404)
  expect((await get(simulator, '/api/jobs?status=bogus')).body.error).toMatch(
    /^Invalid status value\(s\): bogus/,
  )
})

test('the newer server shows the workflow of a job that waits, too', async () => {
  for (const profile of ['0.8.0', '0.38.1'] as const) {
    const simulator = await start({ profile })
    simulator.hold()
    await submit(simulator, textToImage())
    const waiting = await submit(simulator, textToImage({ seed: 2 }))
    const { workflow } = (await get(simulator, `/api/jobs/${waiting}`)).body
    if (profile === '0.8.0') expect(workflow).toBeUndefined()
    else expect(workflow).toMatchObject({ prompt: { 3: { inputs: { seed: 2 } } } })
    simulator.release()
  }
})

test('a prompt with an unreachable node without inputs kills the worker', async () => {
  const simulator = await start()
  const prompt = { ...textToImage(), 99: { class_type: 'CLIPTextEncode' } }
  expect((await post(simulator, '/prompt', { prompt })).status).toBe(200)
  await simulator.waitFor(({ event }) => event === 'worker-died')
})

test('methods and paths that nobody knows get aiohttp answers', async () => {
  const simulator = await start()
  const answer = async (method: string, path: string): Promise<unknown> => {
    const response = await fetch(simulator.url + path, { method })
    return [response.status, await response.text(), response.headers.get('allow')]
  }
  expect(await answer('GET', '/nowhere')).toEqual([404, '', null])
  expect(await answer('POST', '/nowhere')).toEqual([405, '405: Method Not Allowed', 'GET,HEAD'])
  expect(await answer('DELETE', '/prompt')).toEqual([
    405,
    '405: Method Not Allowed',
    'GET,HEAD,POST',
  ])
  expect(await answer('OPTIONS', '/anything')).toEqual([200, '', null])
  expect(await answer('HEAD', '/api/queue')).toEqual([200, '', null])
})
