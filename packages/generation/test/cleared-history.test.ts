import { setTimeout as delay } from 'node:timers/promises'
import { createComfyClient } from '@darkroom/comfy-client'
import { expect, test } from 'vitest'
import { postAsStranger } from './stranger.ts'
import { asked, openStudio, request, type Studio } from './studio.ts'

/** Somebody who empties the server's history again and again. */
function clearInALoop({ simulator }: Studio, what: 'history' | 'queue'): AsyncDisposable {
  const client = createComfyClient({ baseUrl: simulator.url })
  const over = new AbortController()
  const clearing = (async () => {
    while (!over.signal.aborted) {
      await (what === 'history' ? client.clearHistory() : client.clearPending())
      await delay(5)
    }
  })()
  return {
    async [Symbol.asyncDispose]() {
      over.abort()
      await clearing
      await client[Symbol.asyncDispose]()
    },
  }
}

test('somebody clears the history in a loop: each job runs once and has its pictures', async () => {
  await using studio = await openStudio()
  studio.simulator.faults.add({ kind: 'history-lost', times: 'always' })
  await using _somebody = clearInALoop(studio, 'history')
  for (const batch_size of [1, 3]) {
    const job = await studio.run({ seed: batch_size, batch_size })
    expect(job).toMatchObject({ status: 'completed', images: { length: batch_size } })
  }
  expect(studio.count('enqueue')).toBe(2)
})

test('the history is gone and the socket heard nothing: the picture is found by its name', async () => {
  await using studio = await openStudio()
  studio.simulator.faults.add({ kind: 'history-lost', times: 'always' })
  studio.simulator.faults.add({ kind: 'missing-event', event: '', times: 'always' })
  expect(await studio.run({ batch_size: 2 })).toMatchObject({
    status: 'completed',
    images: { length: 2 },
  })
  expect(studio.count('enqueue')).toBe(1)
})

test('the picture was made while nobody was there, and then the history was cleared', async () => {
  await using studio = await openStudio({ simulators: [{ stepsPerSecond: 20 }] })
  studio.simulator.faults.add({ kind: 'history-lost' })
  const { requestId } = await studio.generation.accept(asked({ steps: 10 }))
  await expect.poll(() => studio.generation.get(requestId)?.stage).toBe('running')
  await studio.close()
  await expect.poll(() => studio.count('finish')).toBe(1)
  await studio.open()
  expect(await studio.ended(requestId)).toMatchObject({ status: 'completed' })
  expect(studio.count('enqueue')).toBe(1)
})

test('a failure whose history is gone is told as what it was', async () => {
  await using studio = await openStudio()
  studio.simulator.faults.add({ kind: 'history-lost', times: 'always' })
  studio.simulator.faults.add({ kind: 'node-error', nodeClass: 'KSampler', message: 'bad luck' })
  expect(await studio.run()).toMatchObject({
    status: 'error',
    error: 'KSampler failed: bad luck',
    errorInfo: { code: 'execution_failed' },
  })
  expect(studio.count('enqueue')).toBe(1)
})

test('somebody empties the queue in a loop: the server is not called lost', async () => {
  await using studio = await openStudio({ simulators: [{ stepsPerSecond: 2 }] })
  await postAsStranger(studio.simulator.url)
  await studio.simulator.waitFor(({ event }) => event === 'start')
  const { requestId } = await studio.generation.accept(request)
  await using _somebody = clearInALoop(studio, 'queue')
  expect(await studio.ended(requestId)).toMatchObject({
    status: 'error',
    errorInfo: { code: 'forgotten' },
    error: expect.stringContaining('clears its queue or history'),
  })
  expect(studio.queue.get(requestId)?.checkpoint).toMatchObject({ losses: 0 })
})
