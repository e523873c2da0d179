import { buffer } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import type { ComfyClient } from '../comfy-client.ts'
import { graphOf } from './graph-of.ts'

export interface Opened extends AsyncDisposable {
  readonly client: ComfyClient
  readonly server: { hold(): void; release(): void }
}

const checkpoint = 'base/dreamscape_xl.safetensors'

const submit = async (client: ComfyClient, seed: number, front = false): Promise<string> => {
  const promptId = crypto.randomUUID()
  await client.submit({ graph: graphOf(seed), promptId, clientId: 'contract', front })
  return promptId
}

const untilEnded = async (client: ComfyClient, promptId: string): Promise<void> => {
  await expect.poll(async () => await client.history(promptId)).toBeDefined()
}

/** What each route of a ComfyUI that this client knows has to answer. */
export function testRoutes(connect: () => Promise<Opened>): void {
  it('tells what it is, and which nodes and models it has', async () => {
    await using opened = await connect()
    const { client } = opened
    const stats = await client.systemStats()
    expect(stats.system.comfyuiVersion).toMatch(/^\d+\.\d+/)
    expect(stats.devices.length).toBeGreaterThan(0)
    expect(await client.features()).toBeTypeOf('object')
    expect(await client.queueRemaining()).toBe(0)
    expect(await client.extensions()).toBeInstanceOf(Array)
    expect(Object.keys(await client.objectInfo())).toContain('KSampler')
    expect(await client.objectInfoFor('KSampler')).toHaveProperty('input')
    expect(await client.objectInfoFor('NobodyHasThis')).toBeUndefined()
    expect(await client.modelFolders()).toContain('checkpoints')
    expect(await client.models('checkpoints')).toContain(checkpoint)
    expect(await client.models('nowhere')).toBeUndefined()
    expect(await client.embeddings()).toBeInstanceOf(Array)
    await client.free({ unloadModels: true, freeMemory: true })
  })

  it('lists what waits in its order, and takes out what is deleted from it', async () => {
    await using opened = await connect()
    const { client, server } = opened
    const waiting = async () => (await client.queue()).pending.map(({ promptId }) => promptId)
    server.hold()
    const running = await submit(client, 1)
    await expect.poll(async () => (await client.queue()).running.length).toBe(1)
    const second = await submit(client, 2)
    const third = await submit(client, 3)
    const first = await submit(client, 4, true)
    await expect.poll(waiting).toEqual([first, second, third])
    expect(await client.queueRemaining()).toBe(4)
    expect((await client.locate(second)).state).toBe('pending')
    expect((await client.locate(running)).state).toBe('running')
    await client.deletePending([second, crypto.randomUUID()])
    await expect.poll(waiting).toEqual([first, third])
    // One that tells in its history of what never ran is as good.
    expect(['removed', 'interrupted']).toContain(await client.cancel(third))
    await client.clearPending()
    await expect.poll(waiting).toEqual([])
    server.release()
    await untilEnded(client, running)
    expect((await client.locate(running)).state).toBe('finished')
    expect((await client.locate(crypto.randomUUID())).state).toBe('absent')
  })

  it('stops one job by its id, and only that one', async () => {
    await using opened = await connect()
    const { client, server } = opened
    server.hold()
    const running = await submit(client, 1)
    const next = await submit(client, 2)
    await expect.poll(async () => (await client.locate(running)).state).toBe('running')
    await client.interrupt(running)
    server.release()
    await untilEnded(client, running)
    await untilEnded(client, next)
    expect((await client.history(running))?.outcome.state).toBe('interrupted')
    expect((await client.history(next))?.outcome.state).toBe('success')
    expect(await client.cancel(next)).toBe('finished')
  })

  it('remembers what was run until that is deleted, as history and as jobs', async () => {
    await using opened = await connect()
    const { client } = opened
    const { promptId } = await client.run(graphOf(1))
    const { promptId: newer } = await client.run(graphOf(2))
    const entries = await client.histories({ maxItems: 10 })
    expect(entries.map((entry) => entry.promptId)).toEqual([promptId, newer])
    const [newest] = await client.histories({ maxItems: 1 })
    expect(newest?.promptId).toBe(newer)
    const page = await client.jobs({ status: ['completed'], limit: 10 })
    expect(page?.jobs.map((job) => job.promptId).toSorted()).toEqual([promptId, newer].toSorted())
    expect(await client.job(newer)).toMatchObject({ status: 'completed', outputsCount: 1 })
    expect(await client.job(crypto.randomUUID())).toBeNull()
    expect([false, undefined]).toContain(await client.cancelJob(crypto.randomUUID()))
    await client.deleteHistory([promptId])
    expect(await client.history(promptId)).toBeUndefined()
    await client.clearHistory()
    expect(await client.histories({ maxItems: 10 })).toEqual([])
  })

  it('says whether it has a file, and converts a picture for a look at it', async () => {
    await using opened = await connect()
    const { client } = opened
    const [file] = (await client.run(graphOf())).files
    if (file === undefined) throw new Error('no file')
    expect(await client.hasFile(file)).toBe(true)
    expect(await client.hasFile({ ...file, filename: 'gone.png' })).toBe(false)
    await expect(client.view({ ...file, filename: 'gone.png' })).rejects.toMatchObject({
      status: 404,
    })
    const small = await client.view(file, { preview: 'webp;60' })
    expect(small.contentType).toBe('image/webp')
    expect((await buffer(small.body)).subarray(8, 12).toString()).toBe('WEBP')
  })
}
