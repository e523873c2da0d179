import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { Job, Model, ModelDetails, Workflow } from '@darkroom/door-ports'
import { createMemoryHouse, type MemoryHouse } from '@darkroom/door-ports/testing'
import { serve } from '@hono/node-server'
import { expect } from 'vitest'
import { createOpenAiImages } from '../create-open-ai-images.ts'
import type { OpenAiImagesOptions } from '../options.ts'

export interface OpenDoor extends AsyncDisposable {
  readonly house: MemoryHouse
  readonly port: number
  /** With `/v1`. */
  readonly url: string
  /** Until so many requests have come. */
  untilAsked(count: number): Promise<void>
  /** Until the door knows that the caller of request number `index` has gone. */
  untilGone(index?: number): Promise<void>
  /** The words or inputs of the job that was asked for as number `index`. */
  asked(index?: number): Readonly<Record<string, unknown>>
}

export interface OpenDoorOptions {
  readonly models?: readonly (Model & Partial<ModelDetails>)[]
  readonly workflows?: readonly Workflow[]
  readonly options?: OpenAiImagesOptions
  /** What becomes of each job. Default: it makes one picture at once. */
  readonly onJob?: (job: Job, house: MemoryHouse) => void
  readonly house?: MemoryHouse
}

/** When the jobs of a house in memory begin, by its own clock. */
export const memoryTime = 1_764_000_000_000

export const pictureBytes: Uint8Array = Buffer.from('the bytes of a picture')

export const onePicture = (job: Job, house: MemoryHouse): void =>
  house.jobs.finish(job.id, [{ bytes: pictureBytes, width: 832, height: 1216 }])

/** The door of a house in memory, behind a real server on loopback. */
export async function openDoor({
  models = [sdxl, kontext, ink],
  workflows = [],
  options = {},
  onJob = onePicture,
  house = createMemoryHouse({ models, workflows }),
}: OpenDoorOptions = {}): Promise<OpenDoor> {
  house.jobs.onSubmit = (job) => onJob(job, house)
  const callers: AbortSignal[] = []
  const watched: typeof house = {
    ...house,
    callerOf: (c) => {
      const caller = house.callerOf(c)
      callers.push(caller.signal)
      return caller
    },
  }
  const { app } = createOpenAiImages(watched, { now: () => memoryTime, ...options })
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
  await once(server, 'listening')
  const { port } = addressOf(server.address())
  return {
    house,
    port,
    url: `http://127.0.0.1:${port}/v1`,
    untilAsked: async (count) => {
      await expect.poll(() => callers.length).toBe(count)
    },
    untilGone: async (index = 0) => {
      await expect.poll(() => callers[index]?.aborted).toBe(true)
    },
    asked: (index = 0) => {
      const asked = house.jobs.asked[index]?.asked
      if (asked === undefined)
        throw new Error(`Only ${house.jobs.asked.length} jobs were asked for.`)
      if ('words' in asked) return asked.words
      return 'inputs' in asked ? asked.inputs : {}
    },
    [Symbol.asyncDispose]: async () => {
      const closed = once(server, 'close')
      server.close()
      if ('closeAllConnections' in server) server.closeAllConnections()
      await closed
    },
  }
}

const addressOf = (address: string | AddressInfo | null): AddressInfo => {
  if (address === null || typeof address === 'string') throw new Error('There is no port.')
  return address
}

export const sdxl: Model & Partial<ModelDetails> = {
  filename: 'base\\Dreamscape_XL.safetensors',
  displayName: 'base/Dreamscape_XL',
  kind: 'base',
  servers: ['gpu-1'],
  family: 'sdxl',
  recommended: { steps: 20, cfg: 7, resolution: { width: 1024, height: 1024 } },
  cannot: { edit: 'SDXL takes no reference pictures.' },
}

export const kontext: Model & Partial<ModelDetails> = {
  filename: 'flux1-kontext.safetensors',
  displayName: 'flux1-kontext',
  kind: 'diffusion',
  servers: ['gpu-1'],
  family: 'flux1',
  recommended: { steps: 20, cfg: 1, guidance: 2.5 },
  cannot: {},
}

const ink: Model = {
  filename: 'style/ink.safetensors',
  displayName: 'style/ink',
  kind: 'lora',
  servers: ['gpu-1'],
}

const input = (key: string, type: string, role?: string) =>
  ({ key, label: key, type, role, required: false }) as const

export const poster: Workflow = {
  name: 'Poster',
  title: 'Poster',
  description: '',
  source: 'file',
  runnable: true,
  inputs: [
    input('text', 'text', 'prompt'),
    input('seed_1', 'seed', 'seed'),
    { ...input('steps', 'integer', 'steps'), default: 30 },
    input('width', 'integer', 'width'),
    input('height', 'integer', 'height'),
    input('photo', 'image', 'image'),
    input('logo', 'image', 'reference'),
    input('where', 'mask', 'mask'),
    input('headline', 'text'),
  ],
}
