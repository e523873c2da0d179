import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { createSimulator, type Fault, type Simulator } from '../src/index.ts'
import { finished, get, Listener, post, submit, textToImage } from './text-to-image.ts'

const start = (...faults: readonly Fault[]): Promise<Simulator> =>
  createSimulator({ paint: 'plain', faults })

const enqueued = (simulator: Simulator): number =>
  simulator.oracle().filter(({ event }) => event === 'enqueue').length

test('a reset before leaves no job behind, a reset after leaves one', async () => {
  await using simulator = await start(
    { kind: 'reset', route: 'POST /prompt' },
    { kind: 'reset', route: 'POST /prompt', when: 'after' },
  )
  const body = { prompt: textToImage() }
  await expect(post(simulator, '/prompt', body)).rejects.toThrow('fetch failed')
  expect(enqueued(simulator)).toBe(0)
  await expect(post(simulator, '/prompt', body)).rejects.toThrow('fetch failed')
  expect(enqueued(simulator)).toBe(1)
  expect((await post(simulator, '/prompt', body)).status).toBe(200)
})

test('faults are counted: two pass, three strike, the rest pass', async () => {
  await using simulator = await start()
  const handle = simulator.faults.add({ kind: 'server-error', route: '/queue', skip: 2, times: 3 })
  const statuses: number[] = []
  for (let at = 0; at < 7; at += 1) statuses.push((await get(simulator, '/api/queue')).status)
  expect(statuses).toEqual([200, 200, 500, 500, 500, 200, 200])
  expect(handle.hits).toBe(3)
})

test('a fault is for its route only, and for its method', async () => {
  await using simulator = await start({
    kind: 'server-error',
    route: 'GET /history',
    times: 'always',
  })
  expect((await get(simulator, '/history')).status).toBe(500)
  expect((await get(simulator, `/history/${randomUUID()}`)).status).toBe(500)
  expect((await post(simulator, '/history', {})).status).toBe(200)
  expect((await get(simulator, '/queue')).status).toBe(200)
  simulator.faults.clear()
  expect((await get(simulator, '/history')).status).toBe(200)
})

test('an unknown fault or setting is refused by name', async () => {
  await using simulator = await start()
  const wrong: Fault = JSON.parse('{"kind": "slow-node", "speed": 3}')
  expect(() => simulator.faults.add(wrong)).toThrow(/speed/)
})

test('a hanging answer never comes, a slow one does', async () => {
  await using simulator = await start(
    { kind: 'hang', route: '/queue' },
    { kind: 'slow-body', route: '/object_info', ms: 20 },
  )
  const signal = AbortSignal.timeout(50)
  await expect(fetch(`${simulator.url}/queue`, { signal })).rejects.toThrow(/timeout/)
  expect((await get(simulator, '/object_info')).body).toHaveProperty('KSampler')
})

test('truncated bodies, HTML and wrong JSON are what their names say', async () => {
  await using simulator = await start(
    { kind: 'truncated-body', route: '/object_info' },
    { kind: 'html', route: '/features' },
    { kind: 'wrong-json', route: '/system_stats' },
  )
  await expect(get(simulator, '/object_info')).rejects.toThrow()
  expect(await get(simulator, '/features')).toMatchObject({ status: 502, body: /<h1>/ })
  await expect(get(simulator, '/system_stats')).rejects.toThrow(SyntaxError)
})

test('a late enqueue drops the connection first and runs the job later', async () => {
  await using simulator = await start()
  const submitLate = async (ms: number): Promise<string> => {
    simulator.faults.add({ kind: 'late-enqueue', ms })
    const prompt_id = randomUUID()
    await expect(post(simulator, '/prompt', { prompt: textToImage(), prompt_id })).rejects.toThrow(
      'fetch failed',
    )
    return prompt_id
  }
  // So late that even a busy machine looks before.
  await submitLate(60_000)
  expect((await get(simulator, '/prompt')).body.exec_info.queue_remaining).toBe(0)
  const soon = await submitLate(30)
  expect((await finished(simulator, soon)).status.status_str).toBe('success')
})

test('events can come before the response', async () => {
  await using simulator = await start({ kind: 'event-before-response' })
  await using stack = new AsyncDisposableStack()
  const listener = await Listener.open(simulator, 'a')
  stack.defer(() => listener.socket.terminate())
  await submit(simulator, textToImage(), { client_id: 'a' })
  expect(simulator.oracle().at(-1)?.event).toBe('finish')
})

test('the history comes later than success, or never', async () => {
  await using simulator = await start(
    { kind: 'history-delay', ms: 40 },
    { kind: 'history-lost', skip: 1 },
  )
  const first = await submit(simulator, textToImage())
  await simulator.waitFor(({ event }) => event === 'finish')
  expect((await get(simulator, `/history/${first}`)).body).toEqual({})
  await finished(simulator, first)
  const second = await submit(simulator, textToImage({ seed: 2 }))
  await simulator.waitFor(({ event, promptId }) => event === 'finish' && promptId === second)
  await expect
    .poll(async () => (await get(simulator, '/prompt')).body.exec_info.queue_remaining)
    .toBe(0)
  expect((await get(simulator, `/history/${second}`)).body).toEqual({})
})

test('sockets can be cut in the middle of a run that goes on', async () => {
  await using simulator = await start({ kind: 'drop-sockets', atStep: 2 })
  const listener = await Listener.open(simulator, 'a')
  const id = await submit(simulator, textToImage(), { client_id: 'a' })
  await listener.closed()
  expect(listener.types).not.toContain('execution_success')
  expect((await finished(simulator, id)).status.completed).toBe(true)
})

test('a silent socket stays open and hears nothing', async () => {
  await using simulator = await start({ kind: 'silent-socket' })
  const listener = await Listener.open(simulator, 'a')
  await finished(simulator, await submit(simulator, textToImage(), { client_id: 'a' }))
  const { promise, resolve } = Promise.withResolvers<void>()
  listener.socket.once('pong', () => resolve())
  listener.socket.ping()
  await promise
  expect(listener.types).toEqual(['status'])
})

test('events can be missing, double, out of order or of others', async () => {
  await using simulator = await start(
    { kind: 'missing-event', event: 'execution_success' },
    { kind: 'duplicate-event', event: 'executed' },
    { kind: 'reordered-event', event: 'execution_start' },
    { kind: 'foreign-event', event: 'progress' },
  )
  const listener = await Listener.open(simulator, 'a')
  const id = await submit(simulator, textToImage(), { client_id: 'a' })
  await listener.ended(id)
  expect(listener.types.filter((type) => type === 'executed')).toHaveLength(2)
  expect(listener.types).not.toContain('execution_success')
  expect(listener.types.indexOf('execution_cached')).toBeLessThan(
    listener.types.indexOf('execution_start'),
  )
  expect(
    listener.events.some(({ type, data }) => type === 'execution_error' && data.prompt_id !== id),
  ).toBe(true)
})

test('a zombie worker leaves its job running for ever while HTTP answers', async () => {
  await using simulator = await start({ kind: 'zombie-worker', atStep: 1 })
  const id = await submit(simulator, textToImage())
  await simulator.waitFor(({ event }) => event === 'worker-died')
  await submit(simulator, textToImage({ seed: 2 }))
  const { body } = await get(simulator, '/queue')
  expect(body.queue_running[0][1]).toBe(id)
  expect(body.queue_pending).toHaveLength(1)
})

test('a restart in mid-run forgets everything but the files', async () => {
  await using simulator = await start({ kind: 'restart', atStep: 2, skip: 1 })
  const kept = await submit(simulator, textToImage())
  await finished(simulator, kept)
  const listener = await Listener.open(simulator, 'a')
  const lost = await submit(simulator, textToImage({ seed: 2 }), { client_id: 'a' })
  await listener.closed()
  await simulator.waitFor(({ event, boot }) => event === 'boot' && boot === 2)
  await expect.poll(async () => (await get(simulator, '/history')).body).toEqual({})
  expect((await get(simulator, '/queue')).body).toEqual({ queue_running: [], queue_pending: [] })
  expect((await get(simulator, '/view?filename=test_00001_.png')).status).toBe(200)
  const again = await post(simulator, '/prompt', { prompt: textToImage({ seed: 3 }) })
  expect(again.body.number).toBe(0)
  expect(
    simulator.oracle().filter(({ event, promptId }) => event === 'finish' && promptId === lost),
  ).toEqual([])
})

test('somebody else can interrupt the job', async () => {
  await using simulator = await start({ kind: 'foreign-interrupt', atStep: 2 })
  const { status } = await finished(simulator, await submit(simulator, textToImage()))
  expect(status).toMatchObject({ status_str: 'error', completed: false })
  expect(status.messages.at(-1)[0]).toBe('execution_interrupted')
})

test('a node runs out of memory, with the tips that ComfyUI adds', async () => {
  await using simulator = await start({ kind: 'out-of-memory', nodeClass: 'KSampler' })
  const { status } = await finished(simulator, await submit(simulator, textToImage()))
  const [event, data] = status.messages.at(-1)
  expect(event).toBe('execution_error')
  expect(data).toMatchObject({ node_id: '3', exception_type: 'torch.OutOfMemoryError' })
  expect(data.exception_message).toMatch(/\nThis error means you ran out of memory on your GPU\./)
})

test('a node raises what it is told; an equal job afterwards runs only the rest', async () => {
  await using simulator = await start({
    kind: 'node-error',
    nodeClass: 'VAEDecode',
    type: 'RuntimeError',
    message: 'boom',
  })
  const { status } = await finished(simulator, await submit(simulator, textToImage()))
  expect(status.messages.at(-1)[1]).toMatchObject({
    node_type: 'VAEDecode',
    exception_type: 'RuntimeError',
    exception_message: 'boom\n',
  })
  const second = await finished(simulator, await submit(simulator, textToImage()))
  expect(second.status.messages[1][1].nodes).toEqual(['3', '4', '5', '6', '7'])
})

test('a blocked node is told as an error that is no end', async () => {
  await using simulator = await start({
    kind: 'execution-blocked',
    nodeClass: 'VAEDecode',
    message: 'no',
  })
  const listener = await Listener.open(simulator, 'a')
  const id = await submit(simulator, textToImage(), { client_id: 'a' })
  await listener.ended(id)
  const errors = listener.events.filter(({ type }) => type === 'execution_error')
  expect(errors).toHaveLength(1)
  expect(errors[0]?.data).toMatchObject({
    exception_type: 'ExecutionBlocked',
    exception_message: 'Execution Blocked: no',
    node_type: 'SaveImage',
  })
  expect(errors[0]?.data).not.toHaveProperty('timestamp')
  expect((await finished(simulator, id)).outputs).toEqual({})
  expect(listener.types).toContain('execution_success')
})

test('an expanded node speaks under an id that is not in the prompt', async () => {
  await using simulator = await start({ kind: 'ephemeral-node-ids', nodeClass: 'SaveImage' })
  const { outputs, meta } = await finished(simulator, await submit(simulator, textToImage()))
  expect(Object.keys(outputs)).toEqual(['9.0.0.1'])
  expect(meta['9.0.0.1']).toMatchObject({ display_node: '9', parent_node: '9' })
})

test('object_info can hold NaN and so be no JSON', async () => {
  await using simulator = await start({ kind: 'nan-in-object-info' })
  const text = await (await fetch(`${simulator.url}/object_info`)).text()
  expect(text).toContain('"default": NaN, "min": -Infinity')
  expect(() => JSON.parse(text)).toThrow(SyntaxError)
})

test('a model can vanish between object_info and the prompt', async () => {
  const name = 'base/photoreal_v5.safetensors'
  await using simulator = await start({ kind: 'model-disappears', name })
  expect((await get(simulator, '/models/checkpoints')).body).toContain(name)
  const { status, body } = await post(simulator, '/prompt', {
    prompt: textToImage({ checkpoint: name }),
  })
  expect(status).toBe(400)
  expect(body.node_errors['4'].errors[0].type).toBe('value_not_in_list')
})

test('more than twenty models are neither named nor sent back', async () => {
  await using simulator = await start({ kind: 'many-models', count: 40 })
  const { body } = await post(simulator, '/prompt', { prompt: textToImage({ checkpoint: 'gone' }) })
  expect(body.node_errors['4'].errors[0]).toMatchObject({
    details: "ckpt_name: 'gone' not in (list of length 44)",
    extra_info: { input_config: null },
  })
})

test('a slow node reports nothing until an interrupt names the next one', async () => {
  await using simulator = await start({
    kind: 'slow-node',
    nodeClass: 'EmptyLatentImage',
    ms: 1000,
  })
  const listener = await Listener.open(simulator, 'a')
  const prompt_id = await submit(simulator, textToImage(), { client_id: 'a' })
  await listener.heard(({ type, data }) => type === 'executing' && data.node === '5')
  await post(simulator, '/interrupt', { prompt_id })
  const { status } = await finished(simulator, prompt_id)
  expect(status.messages.at(-1)).toMatchObject([
    'execution_interrupted',
    { node_id: '7', executed: ['4', '5'] },
  ])
})
