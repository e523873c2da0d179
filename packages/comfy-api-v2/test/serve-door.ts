import type { AddressInfo } from 'node:net'
import { createMemoryHouse, type MemoryHouse } from '@darkroom/door-ports/testing'
import { serve } from '@hono/node-server'
import { z } from 'zod'
import { type ComfyApiV2Options, createComfyApiV2 } from '../src/index.ts'
import type { ApiV2House } from '../src/services.ts'

export interface ServedDoor extends AsyncDisposable {
  readonly house: MemoryHouse
  /** Without a path. */
  readonly origin: string
  fetch(path: string, init?: RequestInit): Promise<Response>
}

/** The door over a house in memory, on a real port of the loopback. */
export async function serveDoor(
  change: (house: MemoryHouse) => ApiV2House = (house) => house,
  options?: ComfyApiV2Options,
): Promise<ServedDoor> {
  const house = createMemoryHouse({
    servers: [{ name: 'gpu-1', isUp: true, version: '0.33.0', devices: [] }],
  })
  const { app } = createComfyApiV2(change(house), options)
  const { promise, resolve } = Promise.withResolvers<AddressInfo>()
  const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, resolve)
  const origin = `http://127.0.0.1:${(await promise).port}`
  return {
    house,
    origin,
    fetch: (path, init) => fetch(origin + path, init),
    [Symbol.asyncDispose]: async () => {
      house.stop()
      const closed = Promise.withResolvers<void>()
      server.close(() => closed.resolve())
      if ('closeAllConnections' in server) server.closeAllConnections()
      await closed.promise
    },
  }
}

export const graph = {
  '3': { class_type: 'KSampler', inputs: { seed: 7, steps: 20, model: ['4', 0] } },
  '4': { class_type: 'CheckpointLoaderSimple', inputs: { ckpt_name: 'a.safetensors' } },
  '9': { class_type: 'SaveImage', inputs: { images: ['3', 0] } },
}

/** The object with some methods of another. What has private fields cannot be a prototype. */
export const overriding = <T extends object>(target: T, methods: Partial<T>): T =>
  new Proxy(target, {
    get: (real, key) => {
      const value: unknown = Reflect.get(Reflect.has(methods, key) ? methods : real, key)
      return typeof value === 'function' ? value.bind(real) : value
    },
  })

/** What tests look at in answers, and all the rest. */
const answerSchema = z.looseObject({
  id: z.string().default(''),
  hash: z.string().nullable().default(null),
  status: z.string().default(''),
  progress: z.unknown().optional(),
  jobs: z.array(z.looseObject({ id: z.string() })).default([]),
  urls: z.object({ self: z.string() }).default({ self: '' }),
  error: z
    .object({ code: z.string(), message: z.string(), details: z.looseObject({}).nullable() })
    .nullish()
    .transform((error) => error ?? { code: '', message: '', details: null }),
})

export const jsonOf = async (answer: Response): Promise<z.infer<typeof answerSchema>> =>
  answerSchema.parse(await answer.json())

export const codeOf = async (answer: Response): Promise<readonly [number, string]> => [
  answer.status,
  (await jsonOf(answer)).error.code,
]
