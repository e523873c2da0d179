import { buffer } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { createComfyClient } from '../create-comfy-client.ts'
import { ComfyExecutionError, ComfyValidationError } from '../errors.ts'
import type { ProgressState } from '../progress-state.ts'
import { graphOf } from './graph-of.ts'
import { testRoutes } from './test-routes.ts'

/** A ComfyUI that has the checkpoint `base/dreamscape_xl.safetensors`, shows previews, and runs one job at a time. */
export interface TestedComfyui extends AsyncDisposable {
  readonly baseUrl: string
  /** Jobs stand still from now on, until `release`. */
  hold(): void
  release(): void
  /** Whether something was told to stop. */
  isInterrupted(): boolean
  /** The next node of this class fails. */
  fail(how: 'raises' | 'out-of-memory', node: { nodeClass: string; message: string }): void
}

const errorOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  )

/** What this client relies on, of whatever says that it is a ComfyUI. */
export function testComfyui(name: string, open: () => Promise<TestedComfyui>): void {
  const connect = async () => {
    const server = await open()
    const client = createComfyClient({ baseUrl: server.baseUrl })
    const close = async (): Promise<void> => {
      await client[Symbol.asyncDispose]()
      await server[Symbol.asyncDispose]()
    }
    return { server, client, [Symbol.asyncDispose]: close }
  }

  describe(name, () => {
    testRoutes(connect)

    it('tells rising progress of a run, and its file can be viewed', async () => {
      await using opened = await connect()
      const { client } = opened
      const reports: ProgressState[] = []
      const { files } = await client.run(graphOf(), { onProgress: (state) => reports.push(state) })
      const values = reports.map(({ value }) => value)
      expect(values).toEqual(values.toSorted((a, b) => a - b))
      expect(reports.at(-1)).toMatchObject({ value: 1, stage: 'finished' })
      expect(reports.map(({ stage }) => stage)).toContain('sampling')
      const [file] = files
      if (file === undefined) throw new Error('no file')
      const { body, contentType } = await client.view(file)
      expect(contentType).toBe('image/png')
      expect((await buffer(body)).subarray(1, 4).toString()).toBe('PNG')
    })

    it('runs the same again, however fast that is', async () => {
      await using opened = await connect()
      const { client } = opened
      const first = await client.run(graphOf())
      const second = await client.run(graphOf())
      expect(second.promptId).not.toBe(first.promptId)
      expect(second.files).toHaveLength(1)
    })

    it('keeps every digit of the largest seed', async () => {
      await using opened = await connect()
      const { entry } = await opened.client.run(graphOf(18446744073709551615n))
      expect(entry.graph['3']?.inputs.seed).toBe(18446744073709551615n)
    })

    it('shows previews of the own job, and says which node they are of', async () => {
      await using opened = await connect()
      const previews: string[] = []
      await opened.client.run(graphOf(), {
        onEvent: (event) => {
          if (event.type === 'preview') previews.push(`${event.nodeId} ${event.contentType}`)
        },
      })
      expect(new Set(previews)).toEqual(new Set(['3 image/jpeg']))
    })

    it('refuses a graph with a model that is not there, and says which input it is', async () => {
      await using opened = await connect()
      const error = await errorOf(opened.client.run(graphOf(1, 'gone.safetensors')))
      expect(error).toBeInstanceOf(ComfyValidationError)
      expect(error).toMatchObject({
        message: expect.stringContaining('gone.safetensors'),
        nodeErrors: { 4: { errors: [{ type: 'value_not_in_list', inputName: 'ckpt_name' }] } },
      })
    })

    it('tells which node failed, and whether the memory was full', async () => {
      await using opened = await connect()
      const { client, server } = opened
      server.fail('raises', { nodeClass: 'KSampler', message: 'bad luck' })
      const error = await errorOf(client.run(graphOf(1)))
      expect(error).toBeInstanceOf(ComfyExecutionError)
      expect(error).toMatchObject({ nodeId: '3', nodeClass: 'KSampler', isOutOfMemory: false })
      expect(error).toHaveProperty('message', expect.stringContaining('bad luck'))
      server.fail('out-of-memory', { nodeClass: 'KSampler', message: '' })
      expect(await errorOf(client.run(graphOf(2)))).toMatchObject({ isOutOfMemory: true })
    })

    it('stops the running job when it is told to, and spares the next', async () => {
      await using opened = await connect()
      const { client, server } = opened
      const aborter = new AbortController()
      const queue = async () => {
        const { running, pending } = await client.queue()
        return [running.length, pending.length]
      }
      server.hold()
      const doomed = errorOf(client.run(graphOf(1), { signal: aborter.signal }))
      await expect.poll(queue).toEqual([1, 0])
      const [{ promptId = '' } = {}] = (await client.queue()).running
      const spared = client.run(graphOf(2), { pollMs: 50 })
      await expect.poll(queue).toEqual([1, 1])
      aborter.abort()
      await expect.poll(() => server.isInterrupted()).toBe(true)
      server.release()
      expect(await doomed).toMatchObject({ name: 'AbortError' })
      expect((await spared).files).toHaveLength(1)
      expect((await client.locate(promptId)).entry?.outcome.state).toBe('interrupted')
    })

    it('gives an upload back under the name of its answer, and puts a mask on it', async () => {
      await using opened = await connect()
      const { client } = opened
      const [file] = (await client.run(graphOf())).files
      if (file === undefined) throw new Error('no file')
      const data = await buffer((await client.view(file)).body)
      const uploaded = await client.uploadImage({ data, filename: 'in put.png' })
      expect(uploaded).toMatchObject({ filename: 'in put.png', type: 'input' })
      expect(await buffer((await client.view(uploaded)).body)).toEqual(data)
      const mask = await client.uploadMask({ data, filename: 'mask.png', original: uploaded })
      expect((await client.view(mask)).contentType).toBe('image/png')
      const original = { filename: 'gone.png', subfolder: '', type: 'input' }
      const lost = client.uploadMask({ data, filename: 'm.png', original })
      await expect(lost).rejects.toThrow()
    })

    it('ends twenty runs at once, each with a file of its own', async () => {
      await using opened = await connect()
      const runs = await Promise.all(
        Array.from({ length: 20 }, (_, seed) => opened.client.run(graphOf(seed), { pollMs: 200 })),
      )
      expect(new Set(runs.map(({ files }) => files[0]?.filename)).size).toBe(20)
    })
  })
}
