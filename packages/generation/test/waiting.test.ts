import { expect, test } from 'vitest'
import type { GenerationEvent } from '../src/events/generation-event.ts'
import { asked, openStudio, request, type Studio } from './studio.ts'

const slow = [{ stepsPerSecond: 5 }]

/** Hears of one job until it has ended, or the studio is closed. */
function listen(studio: Studio, requestId: string): readonly GenerationEvent[] {
  const heard: GenerationEvent[] = []
  const { signal } = new AbortController()
  const listening = async (): Promise<void> => {
    for await (const event of studio.generation.events({ requestId, signal })) heard.push(event)
  }
  listening().catch(() => undefined)
  return heard
}

/** What was waited for, one after the other: the same may be told again, as when a server takes the job. */
const reasons = (events: readonly GenerationEvent[]): readonly (string | undefined)[] =>
  events
    .flatMap((event) => (event.type === 'status' ? [event.job.waitingFor?.reason] : []))
    .filter((reason, index, all) => index === 0 || reason !== all[index - 1])

test('a job whose ComfyUI dies says so, and hides what is known no longer; so does one that waits', async () => {
  await using studio = await openStudio({ simulators: slow })
  const { generation } = studio
  await studio.run()
  const { requestId } = await generation.accept(asked({ seed: 8, steps: 40 }))
  const second = await generation.accept(asked({ seed: 9 }))
  await expect.poll(() => generation.get(requestId)?.progress?.step ?? 0).toBeGreaterThan(1)
  expect(generation.get(requestId)?.waitingFor).toBeUndefined()
  expect(generation.get(requestId)?.etaSeconds).toBeGreaterThan(0)
  expect(generation.get(second.requestId)).toMatchObject({
    waitingFor: { reason: 'turn', text: 'It is next.' },
    etaSeconds: expect.any(Number),
  })
  const heard = [listen(studio, requestId), listen(studio, second.requestId)]
  await studio.simulator.stop()
  await expect.poll(() => generation.get(requestId)?.waitingFor?.reason).toBe('comfyui')
  const job = generation.get(requestId)
  expect(job).toMatchObject({
    status: 'processing',
    progress: { stale: true },
    waitingFor: {
      text: `ComfyUI at ${studio.simulator.url} does not answer; the job goes on as soon as it does.`,
    },
  })
  expect(job).not.toHaveProperty('etaSeconds')
  const waiting = generation.get(second.requestId)
  expect(waiting).toMatchObject({
    status: 'queued',
    position: 0,
    waitingFor: { reason: 'comfyui' },
  })
  expect(waiting).not.toHaveProperty('etaSeconds')
  expect(generation.queueState().waitingFor?.reason).toBe('comfyui')
  for (const events of heard) await expect.poll(() => reasons(events).at(-1)).toBe('comfyui')
  await studio.simulator.start()
  expect(await studio.ended(requestId)).toMatchObject({ status: 'completed' })
  expect((await studio.ended(second.requestId)).status).toBe('completed')
  await expect.poll(() => heard[1]?.at(-1)?.type).toBe('completed')
  expect(reasons(heard[1] ?? []).slice(-2)).toEqual(['turn', undefined])
  expect(generation.queueState()).not.toHaveProperty('waitingFor.reason')
}, 20_000)

test('a ComfyUI that is frozen is one that does not answer', async () => {
  await using studio = await openStudio({ simulators: slow })
  const { requestId } = await studio.generation.accept(asked({ steps: 40 }))
  await studio.simulator.waitFor(({ event }) => event === 'start')
  const frozen = studio.simulator.faults.add({ kind: 'hang', route: '', times: 'always' })
  studio.simulator.dropSockets()
  await expect.poll(() => studio.generation.get(requestId)?.waitingFor?.reason).toBe('comfyui')
  expect(studio.generation.get(requestId)).toMatchObject({ status: 'processing' })
  frozen.remove()
  await expect.poll(() => studio.generation.get(requestId)?.waitingFor).toBeUndefined()
}, 20_000)

test('jobs of a paused queue and of a paused batch say so, and their listeners hear it', async () => {
  await using studio = await openStudio()
  const { generation } = studio
  await generation.pause()
  const { requestId } = await generation.accept(request)
  const heard = listen(studio, requestId)
  expect(generation.get(requestId)?.waitingFor).toEqual({
    reason: 'paused',
    text: 'Its queue is paused.',
  })
  const { id } = await generation.groups.accept('batch', { ...request, batchCount: 2 })
  await generation.groups.pause('batch', id)
  expect(generation.groups.get('batch', id)?.waitingFor?.reason).toBe('paused')
  await generation.resume()
  await expect.poll(() => heard.at(-1)?.type).toBe('completed')
  expect(reasons(heard)[0]).toBe('paused')
  expect(generation.groups.get('batch', id)).toMatchObject({
    status: 'queued',
    waitingFor: { text: 'Its batch or sequence is paused.' },
  })
  await generation.groups.resume('batch', id)
  await expect.poll(() => generation.groups.get('batch', id)?.status).toBe('completed')
  expect(generation.groups.get('batch', id)).not.toHaveProperty('waitingFor')
})

test('a job whose model only a dead server has waits for the model', async () => {
  await using studio = await openStudio({
    simulators: [{ models: { checkpoints: ['other.safetensors'] } }, {}],
  })
  const [first] = studio.simulators
  await studio.generation.pause()
  const { requestId } = await studio.generation.accept(asked({ model: 'other.safetensors' }))
  await first?.stop()
  await studio.generation.resume()
  await expect.poll(() => studio.generation.get(requestId)?.waitingFor?.reason).toBe('model')
  expect(studio.generation.get(requestId)?.waitingFor?.text).toBe(
    `other.safetensors is only on ${first?.url}, which does not answer.`,
  )
  await first?.start()
  expect(await studio.ended(requestId)).toMatchObject({ status: 'completed', server: 'server-1' })
})

test('a job of drained servers waits for a server', async () => {
  await using studio = await openStudio()
  await studio.generation.drainServer('server-1')
  const { requestId } = await studio.generation.accept(request)
  expect(studio.generation.get(requestId)?.waitingFor).toMatchObject({
    reason: 'server',
    text: expect.stringMatching(/is drained/),
  })
  await studio.generation.resumeServer('server-1')
  expect((await studio.ended(requestId)).status).toBe('completed')
})
