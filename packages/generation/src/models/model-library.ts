import type { JsonObject } from '@darkroom/comfy-client'
import { matchName } from '@darkroom/workflow-builder'
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
import type { ServerFiles } from './server-files.ts'
import { toModelLists } from './to-model-lists.ts'

/** The models of all servers of the pool together. */
export class ModelLibrary {
  readonly #pool: Pool
  readonly #files: ServerFiles

  constructor({ pool, files }: { readonly pool: Pool; readonly files: ServerFiles }) {
    this.#pool = pool
    this.#files = files
  }

  async models({ refresh = false }: { readonly refresh?: boolean } = {}): Promise<ModelLists> {
    const [catalogs, embeddings] = await Promise.all([
      this.#catalogs(refresh ? { maxAgeMs: 0 } : {}),
      this.#embeddings({ refresh }),
    ])
    return toModelLists(catalogs, embeddings)
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
    const metadata = await this.#header(entry)
    const family = familyOf(entry.filename, metadata)
    const recommended = category === 'lora' ? undefined : recommendedFor(family)
    return { ...entry, metadata, family, ...(recommended === undefined ? {} : { recommended }) }
  }

  /** The header of a model file, from the first server that can read it. */
  async #header({ category, filename, servers }: ModelEntry): Promise<JsonObject> {
    const file = { folder: folders[category], filename: fileOf(category, filename) }
    for (const server of servers) {
      const header = await this.#files.header(this.#pool.link(server), file)
      if (header !== undefined) return header
    }
    throw this.#pool.noAnswer()
  }

  async #embeddings(options: {
    readonly refresh: boolean
  }): Promise<ReadonlyMap<string, readonly string[]>> {
    await this.#pool.isReachable()
    return new Map(
      await Promise.all(
        this.#pool.reachable.map(
          async (link) => [link.name, await this.#files.embeddings(link, options)] as const,
        ),
      ),
    )
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

/** The folder of each category below ComfyUI's `models`. */
const folders: Readonly<Record<ModelCategory, string>> = {
  base: 'checkpoints',
  merged: 'checkpoints',
  lora: 'loras',
  diffusion: 'diffusion_models',
  vae: 'vae',
  text_encoder: 'text_encoders',
  controlnet: 'controlnet',
  upscale: 'upscale_models',
  embedding: 'embeddings',
}

/** Embeddings are listed without their extension. */
const fileOf = (category: ModelCategory, filename: string): string =>
  category === 'embedding' ? `${filename}.safetensors` : filename

const merged = (catalogs: readonly ServerCatalog[], input: string): readonly string[] => [
  ...new Set(catalogs.flatMap((catalog) => catalog.choices('KSampler', input) ?? [])),
]
