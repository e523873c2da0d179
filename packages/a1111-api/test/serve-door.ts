import { once } from 'node:events'
import type { Job, Model } from '@darkroom/door-ports'
import { createMemoryHouse, type MemoryHouse } from '@darkroom/door-ports/testing'
import { serve } from '@hono/node-server'
import { z } from 'zod'
import { type A1111Options, createA1111Api } from '../src/index.ts'

const model = (kind: Model['kind'], filename: string): Model => ({
  kind,
  filename,
  displayName: filename.replace(/\.\w+$/, ''),
  servers: ['gpu-1'],
})

export const models: readonly Model[] = [
  model('base', 'base/dreamscape_xl.safetensors'),
  model('base', 'photo.safetensors'),
  model('diffusion', 'flux1-dev.safetensors'),
  model('lora', 'style/Ink.safetensors'),
  model('lora', 'eyes.safetensors'),
  model('vae', 'sdxl_vae.safetensors'),
  model('text_encoder', 'clip_l.safetensors'),
  model('upscale', 'RealESRGAN_x4plus.pth'),
  model('upscale', '4x-UltraSharp.pth'),
  model('controlnet', 'sd15/control_v11p_sd15_canny_fp16.safetensors'),
  model('controlnet', 'control_v11f1p_sd15_depth.safetensors'),
]

/** The smallest PNG. */
export const png: Buffer = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

const infoSchema = z.looseObject({
  prompt: z.string(),
  seed: z.int(),
  all_seeds: z.array(z.int()),
  width: z.int(),
  height: z.int(),
  infotexts: z.array(z.string()),
  extra_generation_params: z.record(z.string(), z.string()),
})

/** What clients read of an answer with pictures. */
const madeSchema = z.object({
  images: z.array(z.string()),
  parameters: z.record(z.string(), z.unknown()),
  info: z.string().transform((text) => infoSchema.parse(JSON.parse(text))),
})

const refusedSchema = z.object({
  error: z.string(),
  detail: z.union([z.string(), z.array(z.object({ loc: z.array(z.unknown()) }).loose())]),
  body: z.string(),
  errors: z.string(),
})

const progressSchema = z.looseObject({
  progress: z.number(),
  current_image: z.string().nullable(),
  textinfo: z.string().nullable(),
  state: z.looseObject({ job_count: z.int() }),
})

const optionsSchema = z.looseObject({ sd_model_checkpoint: z.string().nullable() })

const read =
  <S extends z.ZodType>(schema: S) =>
  async (answer: Response): Promise<z.output<S>> =>
    schema.parse(await answer.json())

export const readMade = read(madeSchema)
export const readRefused = read(refusedSchema)
export const readProgress = read(progressSchema)
export const readOptions = read(optionsSchema)
export const readList = read(z.array(z.looseObject({ name: z.string().optional() })))

export interface ServedDoor extends AsyncDisposable {
  readonly url: string
  readonly house: MemoryHouse
  /** JSON that is sent, and what comes back; the client of the caller is told in a header. */
  post(path: string, body: unknown, options?: SendOptions): Promise<Response>
  get(path: string, options?: SendOptions): Promise<Response>
  /** The words of what was asked for, in order. */
  words(): readonly Readonly<Record<string, unknown>>[]
  /** Resolves with the next job that is put into the queue. */
  nextJob(): Promise<Job>
  /** The connections of requests whose caller the door wanted to know, in order; each aborts when its caller has gone. */
  readonly callers: readonly AbortSignal[]
}

export interface SendOptions {
  readonly client?: string
  readonly signal?: AbortSignal
}

export interface ServeOptions extends A1111Options {
  /** Whether jobs run at once. Default true. */
  readonly runs?: boolean
  readonly models?: readonly Model[]
}

/** Runs a job to its end, with one picture. */
export function run({ jobs }: MemoryHouse, { id }: Pick<Job, 'id'>): void {
  jobs.start(id)
  jobs.finish(id, [{ bytes: png }])
}

/** The door over a house in memory, on a server of its own. */
export async function serveDoor(options: ServeOptions = {}): Promise<ServedDoor> {
  const { runs = true, ...rest } = options
  const house = createMemoryHouse({ models: options.models ?? models })
  const waiting: ((job: Job) => void)[] = []
  const callers: AbortSignal[] = []
  let seed = 0
  const randomSeed = (): number => {
    seed += 1000
    return seed
  }
  house.jobs.onSubmit = (job) => {
    waiting.shift()?.(job)
    if (runs) run(house, job)
  }
  const door = createA1111Api(
    {
      ...house,
      callerOf(c) {
        const caller = house.callerOf(c)
        callers.push(caller.signal)
        return { ...caller, client: c.req.header('x-client') ?? '127.0.0.1' }
      },
    },
    { randomSeed, ...rest },
  )
  const server = serve({ fetch: door.app.fetch, port: 0, hostname: '127.0.0.1' })
  await once(server, 'listening')
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  const send = (path: string, init: RequestInit, { client, signal }: SendOptions = {}) =>
    fetch(`${url}${path}`, {
      ...init,
      signal: signal ?? null,
      headers: {
        'content-type': 'application/json',
        ...(client === undefined ? {} : { 'x-client': client }),
      },
    })
  return {
    url,
    house,
    callers,
    post: (path, body, how) => send(path, { method: 'POST', body: JSON.stringify(body) }, how),
    get: (path, how) => send(path, {}, how),
    words: () => house.jobs.asked.flatMap(({ asked }) => ('words' in asked ? [asked.words] : [])),
    nextJob: () => new Promise((resolve) => waiting.push(resolve)),
    async [Symbol.asyncDispose]() {
      house.stop()
      if ('closeAllConnections' in server) server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
