import { randomUUID } from 'node:crypto'
import type { JobQueue, Json } from '@darkroom/job-queue'
import { z } from 'zod'
import { webhookEvents } from './webhook-events.ts'

const endpointSchema = z.object({
  url: z.string(),
  description: z.string(),
  events: z.array(z.enum(webhookEvents)),
  enabled: z.boolean(),
  /** It answered that it is gone for good. */
  gone: z.boolean(),
  /** Sealed; absent where the server's own signs. */
  secret: z.string().optional(),
  createdAt: z.number(),
})

/** One who is told of all jobs. */
export type Endpoint = z.infer<typeof endpointSchema> & { readonly id: string }

const prefix = 'webhook:'

const known = new WeakMap<object, Endpoint>()

/** Reads a setting, each value once, for it does not change; undefined for one that is something else. */
const readEndpoint = (key: string, value: Json | undefined): Endpoint | undefined => {
  if (!key.startsWith(prefix) || typeof value !== 'object' || value === null) return undefined
  const found = known.get(value)
  if (found !== undefined) return found
  const parsed = endpointSchema.safeParse(value).data
  if (parsed === undefined) return undefined
  const endpoint = { ...parsed, id: key.slice(prefix.length) }
  known.set(value, endpoint)
  return endpoint
}

/** The endpoints among the settings, oldest first. */
export const endpointsIn = (settings: ReadonlyMap<string, Json>): readonly Endpoint[] =>
  [...settings]
    .flatMap(([key, value]) => readEndpoint(key, value) ?? [])
    .toSorted((left, right) => left.createdAt - right.createdAt)

type Settings = Pick<JobQueue, 'setting' | 'settings' | 'setSetting'>

/** Endpoints are settings of the queue: durable, and the same for every process that shares it. */
export class Endpoints {
  readonly #queue: Settings

  constructor(queue: Settings) {
    this.#queue = queue
  }

  list(): readonly Endpoint[] {
    return endpointsIn(this.#queue.settings())
  }

  get(id: string): Endpoint | undefined {
    return readEndpoint(`${prefix}${id}`, this.#queue.setting(`${prefix}${id}`))
  }

  async add(endpoint: Omit<Endpoint, 'id' | 'gone'>): Promise<Endpoint> {
    const added = { ...endpoint, gone: false, id: randomUUID() }
    await this.save(added)
    return added
  }

  async save({ id, ...endpoint }: Endpoint): Promise<void> {
    await this.#queue.setSetting(`${prefix}${id}`, JSON.parse(JSON.stringify(endpoint)))
  }

  async remove(id: string): Promise<boolean> {
    if (this.get(id) === undefined) return false
    await this.#queue.setSetting(`${prefix}${id}`, undefined)
    return true
  }
}
