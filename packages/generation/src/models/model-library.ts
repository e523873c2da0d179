import { ComfyError, ComfyResponseError, type JsonObject } from '@darkroom/comfy-client'
import { matchName } from '@darkroom/comfy-graph'
import { NotFoundError } from '../errors.ts'
import type { Pool } from '../servers/pool.ts'
import type { ServerCatalog } from '../servers/server-catalog.ts'
import { familyOf, recommendedFor } from './model-family.ts'
import type {
  ModelCategory,
  ModelDetails,
  ModelEntry,
  ModelLists,
  SamplerLists,
} from './model-lists.ts'
import { toModelLists } from './to-model-lists.ts'

/** Milliseconds allowed for reading the header of one model file. */
const headerTimeoutMs = 5_000

/** The models of all servers of the pool together. */
export class ModelLibrary {
  readonly #pool: Pool

  constructor(pool: Pool) {
    this.#pool = pool
  }

  async models({ refresh = false }: { readonly refresh?: boolean } = {}): Promise<ModelLists> {
    return toModelLists(await this.#catalogs(refresh ? { maxAgeMs: 0 } : {}))
  }

  async samplers(): Promise<SamplerLists> {
    const catalogs = [...(await this.#catalogs({})).values()]
    return {
      samplers: merged(catalogs, 'sampler_name'),
      schedulers: merged(catalogs, 'scheduler'),
    }
  }

  async details(category: ModelCategory, filename: string): Promise<ModelDetails> {
    const entry = await this.#find(category, filename)
    const metadata = await this.#header(category === 'lora' ? 'loras' : 'checkpoints', entry)
    const family = familyOf(entry.filename, metadata)
    const recommended = category === 'lora' ? undefined : recommendedFor(family)
    return { ...entry, metadata, family, ...(recommended === undefined ? {} : { recommended }) }
  }

  /** The header of a model file, from the first server that can read it. */
  async #header(folder: string, { filename, servers }: ModelEntry): Promise<JsonObject> {
    let answered = false
    for (const server of servers) {
      const signal = AbortSignal.timeout(headerTimeoutMs)
      try {
        const { client } = this.#pool.link(server)
        return (await client.viewMetadata(folder, filename, { signal })) ?? {}
      } catch (error) {
        if (!(error instanceof ComfyError) && !signal.aborted) throw error
        answered ||= error instanceof ComfyResponseError
      }
    }
    // ComfyUI fails on a damaged file: that leaves its header unknown and says nothing about the server.
    if (answered) return {}
    throw this.#pool.noAnswer()
  }

  async #find(category: ModelCategory, filename: string): Promise<ModelEntry> {
    const list = (await this.models())[category]
    const names = list.map((entry) => entry.filename)
    const name = matchName(filename, names)
    const entry = list.find((one) => one.filename === name)
    if (entry === undefined) throw new NotFoundError('model', `${category}/${filename}`)
    return entry
  }

  async #catalogs(options: { maxAgeMs?: number }): Promise<ReadonlyMap<string, ServerCatalog>> {
    await this.#pool.isReachable()
    const catalogs = await this.#pool.catalogs(options)
    // Old lists serve while no server answers, but not a caller that wants new ones.
    const wantsNew = options.maxAgeMs === 0 && this.#pool.reachable.length === 0
    if (catalogs.size > 0 && !wantsNew) {
      return new Map([...catalogs].map(([link, catalog]) => [link.name, catalog]))
    }
    throw this.#pool.noAnswer()
  }
}

const merged = (catalogs: readonly ServerCatalog[], input: string): readonly string[] => [
  ...new Set(catalogs.flatMap((catalog) => catalog.choices('KSampler', input) ?? [])),
]
