import { expect, test } from 'vitest'
import { ComfyUnavailableError } from '../src/errors.ts'
import type { AcceptedJob } from '../src/job/job-request.ts'
import { postAsStranger } from './stranger.ts'
import { asked, openStudio, request } from './studio.ts'

const two = [{ stepsPerSecond: 20 }, { stepsPerSecond: 20 }]

test('two servers share the work', async () => {
  await using studio = await openStudio({ simulators: two })
  const accepted = await Promise.all(
    [1, 2, 3, 4].map((seed) => studio.generation.accept(asked({ seed }))),
  )
  const jobs = await Promise.all(accepted.map(({ requestId }) => studio.ended(requestId)))
  expect(jobs.map(({ status }) => status)).toEqual(Array(4).fill('completed'))
  for (const server of studio.simulators) expect(studio.count('finish', server)).toBe(2)
  expect(studio.generation.servers().map(({ sameAs }) => sameAs)).toEqual([undefined, undefined])
})

test('a job goes to the server that has its model', async () => {
  await using studio = await openStudio({
    simulators: [{ models: { checkpoints: ['other.safetensors'] } }, {}],
  })
  expect((await studio.run()).server).toBe('server-2')
  expect((await studio.run({ model: 'other.safetensors' })).server).toBe('server-1')
  const { base } = await studio.generation.models()
  expect(base.find(({ filename }) => filename === 'other.safetensors')?.servers).toEqual([
    'server-1',
  ])
})

test('a server rather takes a job whose model it has loaded', async () => {
  await using studio = await openStudio()
  const models = ['base/dreamscape_xl.safetensors', 'base/photoreal_v5.safetensors']
  await studio.run()
  await studio.generation.pause()
  const accepted: AcceptedJob[] = []
  for (const model of [...models.toReversed(), ...models]) {
    accepted.push(await studio.generation.accept(asked({ model })))
  }
  await studio.generation.resume()
  await Promise.all(accepted.map(({ requestId }) => studio.ended(requestId)))
  const order = studio.simulator
    .oracle()
    .filter(({ event }) => event === 'start')
    .slice(1)
    .map(({ promptId }) => studio.generation.get(promptId ?? '')?.recipe.model)
  expect(order).toEqual([models[0], models[0], models[1], models[1]])
})

test('when one of two servers dies mid-run, the other makes the picture', async () => {
  await using studio = await openStudio({ simulators: two })
  const { requestId } = await studio.generation.accept(asked({ steps: 30 }))
  await expect.poll(() => studio.generation.get(requestId)?.stage).toBe('running')
  const first = studio.generation.get(requestId)?.server === 'server-1' ? 0 : 1
  await studio.simulators[first]?.stop()
  const job = await studio.ended(requestId)
  expect(job).toMatchObject({ status: 'completed', server: `server-${2 - first}` })
  expect(await studio.files()).toHaveLength(2)
})

test('when one of two servers freezes in mid-run, the other makes the picture', async () => {
  await using studio = await openStudio({
    simulators: [{ stepsPerSecond: 10 }, { stepsPerSecond: 200 }],
    timings: { probeTimeout: 200 },
  })
  const { requestId } = await studio.generation.accept(asked({ steps: 120 }))
  await expect.poll(() => studio.generation.get(requestId)?.stage).toBe('running')
  expect(studio.generation.get(requestId)?.server).toBe('server-1')
  const frozen = studio.simulator.faults.add({ kind: 'hang', route: '', times: 'always' })
  await expect.poll(() => studio.generation.get(requestId)?.server).toBe('server-2')
  frozen.remove()
  await studio.simulator.waitFor(({ event }) => event === 'interrupted')
  expect(await studio.ended(requestId)).toMatchObject({ status: 'completed', server: 'server-2' })
  expect(await studio.files()).toHaveLength(2)
}, 30_000)

test('the answer of a server that freezes when it is handed a job is not awaited for long', async () => {
  await using studio = await openStudio({ simulators: [{}, {}], timings: { probeTimeout: 200 } })
  const frozen = studio.simulator.faults.add({ kind: 'hang', route: '', times: 'always' })
  const { requestId } = await studio.generation.accept(request)
  await expect.poll(() => studio.generation.get(requestId)?.server).toBe('server-1')
  expect(await studio.ended(requestId)).toMatchObject({ status: 'completed', server: 'server-2' })
  frozen.remove()
  await expect.poll(() => studio.generation.servers()[0]?.status).toBe('ready')
  expect(studio.simulators.map((server) => studio.count('finish', server))).toEqual([0, 1])
  expect(await studio.files()).toHaveLength(2)
}, 20_000)

test('a server given up for a while is swept when it returns', async () => {
  await using studio = await openStudio({
    simulators: [{ stepsPerSecond: 2 }, { stepsPerSecond: 50 }],
  })
  await studio.generation.drainServer('server-2')
  const { requestId } = await studio.generation.accept(asked({ steps: 40 }))
  await studio.simulator.waitFor(({ event }) => event === 'start')
  await studio.generation.resumeServer('server-2')
  const mute = studio.simulator.faults.add({ kind: 'reset', route: '', times: 'always' })
  expect(await studio.ended(requestId)).toMatchObject({ status: 'completed', server: 'server-2' })
  expect(studio.count('interrupted')).toBe(0)
  mute.remove()
  await studio.simulator.waitFor(({ event }) => event === 'interrupted')
  expect(await studio.files()).toHaveLength(2)
})

test('back on the server that it was given up on, a job collects what was made there', async () => {
  await using studio = await openStudio({ simulators: two })
  const [first, second] = studio.simulators
  await studio.generation.drainServer('server-2')
  const { requestId } = await studio.generation.accept(request)
  await first?.waitFor(({ event }) => event === 'start')
  second?.hold()
  await studio.generation.resumeServer('server-2')
  const other = await studio.generation.accept(asked({ seed: 8 }))
  await second?.waitFor(({ event }) => event === 'start')
  const mute = first?.faults.add({ kind: 'reset', route: '', times: 'always' })
  await expect.poll(() => studio.generation.get(requestId)?.status).toBe('queued')
  await first?.waitFor(({ event }) => event === 'finish')
  mute?.remove()
  expect(await studio.ended(requestId)).toMatchObject({ status: 'completed', server: 'server-1' })
  expect(studio.count('enqueue', first)).toBe(1)
  second?.release()
  expect((await studio.ended(other.requestId)).status).toBe('completed')
})

test("a job that waits long behind a stranger's is taken back when another server is free", async () => {
  await using studio = await openStudio({ simulators: [{ stepsPerSecond: 2 }, {}] })
  await postAsStranger(studio.simulator.url)
  await studio.simulator.waitFor(({ event }) => event === 'start')
  await studio.generation.drainServer('server-2')
  const { requestId } = await studio.generation.accept(request)
  await expect.poll(() => studio.generation.get(requestId)?.stage).toBe('pending')
  await studio.generation.resumeServer('server-2')
  expect(await studio.ended(requestId)).toMatchObject({ status: 'completed', server: 'server-2' })
  expect(studio.count('delete')).toBe(1)
  expect(studio.count('interrupted')).toBe(0)
})

test('a draining server finishes what it runs and gets nothing more', async () => {
  await using studio = await openStudio({ simulators: [{ stepsPerSecond: 20 }] })
  const { requestId } = await studio.generation.accept(request)
  await studio.simulator.waitFor(({ event }) => event === 'start')
  await studio.generation.drainServer('server-1')
  expect(studio.generation.servers()[0]?.status).toBe('draining')
  const next = await studio.generation.accept(asked({ seed: 8 }))
  expect((await studio.ended(requestId)).status).toBe('completed')
  expect(studio.generation.get(next.requestId)?.status).toBe('queued')
  await studio.generation.resumeServer('server-1')
  expect((await studio.ended(next.requestId)).status).toBe('completed')
})

test('what a server can do is told', async () => {
  await using studio = await openStudio()
  const [server] = await studio.generation.probe()
  expect(server).toMatchObject({
    name: 'server-1',
    url: studio.simulator.url,
    status: 'ready',
    version: '0.8.0',
    queueRemaining: 0,
  })
  expect((await studio.generation.samplers()).samplers).toContain('euler')
  const details = await studio.generation.modelDetails('base', 'base/dreamscape_xl.safetensors')
  expect(details.metadata).not.toEqual({})
  // The header of the simulator's files names this family, whatever the file is called.
  expect(details).toMatchObject({ family: 'sd15', recommended: { resolution: { width: 512 } } })
})

test('the header of a model comes from a server that can read it, or not at all', async () => {
  await using studio = await openStudio({ simulators: [{}, {}] })
  const [first, second] = studio.simulators
  const details = () => studio.generation.modelDetails('base', 'base/dreamscape_xl.safetensors')
  const trouble = { kind: 'server-error', route: 'GET /view_metadata', times: 'always' } as const
  first?.faults.add(trouble)
  expect((await details()).metadata).not.toEqual({})
  second?.faults.add(trouble)
  expect(await details()).toMatchObject({ metadata: {}, family: 'sdxl' })
})

test('a model is not unknown when its servers do not answer', async () => {
  await using studio = await openStudio()
  studio.simulator.faults.add({ kind: 'reset', route: 'GET /view_metadata', times: 'always' })
  const details = studio.generation.modelDetails('base', 'base/dreamscape_xl.safetensors')
  await expect(details).rejects.toBeInstanceOf(ComfyUnavailableError)
})
