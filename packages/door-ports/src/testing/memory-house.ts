import type { Json, JsonObject } from '@darkroom/foundation'
import type { House } from '../door.ts'
import { DoorError, notFound } from '../door-error.ts'
import type { GalleryPicture } from '../gallery.ts'
import type { Model, ModelDetails } from '../models.ts'
import type { Server } from '../servers.ts'
import type { Workflow } from '../workflows.ts'
import { MemoryJobs } from './memory-jobs.ts'
import { MemoryPictures } from './memory-pictures.ts'

export interface MemoryHouseOptions {
  /** With what is known of them. */
  readonly models?: readonly (Model & Partial<ModelDetails>)[]
  readonly samplers?: readonly string[]
  readonly schedulers?: readonly string[]
  readonly workflows?: readonly Workflow[]
  readonly pictures?: readonly GalleryPicture[]
  readonly servers?: readonly Server[]
  /** `object_info`. */
  readonly definitions?: JsonObject
}

/** A house in memory: what a door asks for is remembered, and jobs go on when the test says so. */
export interface MemoryHouse extends House {
  readonly jobs: MemoryJobs
  readonly pictures: MemoryPictures
  /** Ends what waits, as a stop of the server does. */
  stop(): void
}

const toDoorError = (error: unknown): DoorError =>
  error instanceof DoorError
    ? error
    : new DoorError(500, 'internal', 'Something went wrong on our side.', { cause: error })

export function createMemoryHouse(options: MemoryHouseOptions = {}): MemoryHouse {
  const {
    models = [],
    workflows = [],
    pictures: gallery = [],
    servers = [],
    definitions = {},
  } = options
  const jobs = new MemoryJobs()
  const stopping = new AbortController()
  const kept = new Map<string, Json>()
  return {
    jobs,
    pictures: new MemoryPictures(jobs),
    models: {
      list: async () => models,
      details: async ({ kind, filename }) => {
        const model = models.find((one) => one.kind === kind && one.filename === filename)
        if (model === undefined) throw notFound(`model ${filename}`)
        return { family: 'unknown', metadata: {}, ...model }
      },
      samplers: async () => ({
        samplers: options.samplers ?? ['euler', 'euler_ancestral', 'dpmpp_2m'],
        schedulers: options.schedulers ?? ['normal', 'karras', 'simple'],
      }),
    },
    workflows: {
      list: async () => workflows,
      find: async (name) => workflows.find((one) => one.name === name),
      schema: async (name) => {
        if (!workflows.some((one) => one.name === name)) throw notFound(`workflow ${name}`)
        return { type: 'object' }
      },
    },
    gallery: {
      search: ({ limit, keyword = '' }) => {
        const found = gallery.filter(({ recipe }) => (recipe.prompt ?? '').includes(keyword))
        return { pictures: found.slice(0, limit), total: found.length }
      },
      find: (id) => gallery.find((one) => one.id === id),
      findAt: (path) => gallery.find((one) => one.path === path),
      metadata: async (id) => {
        const picture = gallery.find((one) => one.id === id)
        if (picture === undefined) throw notFound(`image ${id}`)
        return { id, filepath: picture.path }
      },
      regenerate: async (id, changes, how) => {
        const picture = gallery.find((one) => one.id === id)
        if (picture === undefined) throw notFound(`image ${id}`)
        return jobs.submit({ words: { ...picture.recipe, ...changes } }, how)
      },
    },
    servers: {
      list: () => servers,
      queue: () => ({
        waiting: jobs.waiting(10_000).length,
        running: jobs.list({ status: ['processing'], limit: 100 }).jobs.map(({ id }) => id),
        isPaused: false,
      }),
      definitions: async (nodeClass) => {
        if (nodeClass === undefined) return definitions
        const definition = definitions[nodeClass]
        return definition === undefined ? {} : { [nodeClass]: definition }
      },
      modelFiles: async (folder) =>
        folder === undefined ? ['checkpoints'] : models.map(({ filename }) => filename),
      definitionsVersion: () => '1',
    },
    keep: {
      get: (key) => kept.get(key),
      set: async (key, value) => {
        kept.set(key, value)
      },
      delete: async (key) => {
        kept.delete(key)
      },
      keys: () => [...kept.keys()],
    },
    version: '0.1.0',
    callerOf: (c) => ({
      client: '127.0.0.1',
      origin: new URL(c.req.url).origin,
      signal: c.req.raw.signal,
    }),
    toDoorError,
    stopping: stopping.signal,
    stop: () => stopping.abort(),
  }
}
