import { ComfyError, ComfyResponseError, type JsonObject } from '@darkroom/comfy-client'
import { matchName } from '@darkroom/comfy-graph'
import { type DetectedFamily, detectFamily, type ModelFolder } from '@darkroom/workflow-builder'
import { NotFoundError } from '../errors.ts'
import type { Pool } from '../servers/pool.ts'
import type { ServerCatalog } from '../servers/server-catalog.ts'
import { type CompanionServer, companionLists } from './companion-lists.ts'
import type { Embeddings } from './embeddings.ts'
import { modelCompanions } from './model-companions.ts'
import { describeModel, stableDiffusion } from './model-family.ts'
import type {
  ModelCategory,
  ModelDetails,
  ModelEntry,
  ModelLists,
  SamplerLists,
} from './model-lists.ts'
import type { PictureModels } from './picture-models.ts'
import { toModelLists } from './to-model-lists.ts'

/** Milliseconds allowed for reading the header of one model file. */
const headerTimeoutMs = 5_000

/** The models of all servers of the pool together. */
export class ModelLibrary {
  readonly #pool: Pool
  readonly #listed: Embeddings
  readonly #pictures: PictureModels

  constructor({
    pool,
    embeddings,
    pictures,
  }: {
    readonly pool: Pool
    readonly embeddings: Embeddings
    readonly pictures: PictureModels
  }) {
    this.#pool = pool
    this.#listed = embeddings
    this.#pictures = pictures
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
    const details = { ...entry, metadata, ...describeModel(entry, metadata) }
    const folder = pictureFolders[category]
    if (folder === undefined) return details
    const told = detectFamily({ name: entry.filename, folder, header: { metadata } })
    if (told === undefined) return details
    const model = { name: entry.filename, folder }
    const companions = modelCompanions(told.variant, model, await this.#companionServers(entry))
    return { ...details, companions }
  }

  /**
   * The family of a model that makes pictures, as jobs with it are judged; undefined where it is not known. A checkpoint
   * whose name says Stable Diffusion is taken at its word, as a plain job with it is.
   */
  async familyOf(model: string): Promise<DetectedFamily | undefined> {
    const catalogs = await this.#pool.catalogs()
    const found = await this.#pictures.find(model, catalogs, ({ family }) =>
      stableDiffusion.has(family.id),
    )
    return found?.family
  }

  async #companionServers({ servers }: ModelEntry): Promise<readonly CompanionServer[]> {
    const catalogs = await this.#catalogs({})
    return servers.flatMap((name) => {
      const catalog = catalogs.get(name)
      return catalog === undefined ? [] : [{ name, lists: companionLists(catalog) }]
    })
  }

  /** The header of a model file, from the first server that can read it. */
  async #header({ category, filename, servers }: ModelEntry): Promise<JsonObject> {
    let answered = false
    for (const server of servers) {
      const signal = AbortSignal.timeout(headerTimeoutMs)
      try {
        const { client } = this.#pool.link(server)
        const file = fileOf(category, filename)
        return (await client.viewMetadata(folders[category], file, { signal })) ?? {}
      } catch (error) {
        if (!(error instanceof ComfyError) && !signal.aborted) throw error
        answered ||= error instanceof ComfyResponseError
      }
    }
    // ComfyUI fails on a damaged file: that leaves its header unknown and says nothing about the server.
    if (answered) return {}
    throw this.#pool.noAnswer()
  }

  async #embeddings(options: {
    readonly refresh: boolean
  }): Promise<ReadonlyMap<string, readonly string[]>> {
    await this.#pool.isReachable()
    return new Map(
      await Promise.all(
        this.#pool.reachable.map(
          async (link) => [link.name, await this.#listed.of(link, options)] as const,
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

/** Where models lie that make pictures. */
const pictureFolders: Readonly<Partial<Record<ModelCategory, ModelFolder>>> = {
  base: 'checkpoints',
  merged: 'checkpoints',
  diffusion: 'diffusion_models',
}

/** Embeddings are listed without their extension. */
const fileOf = (category: ModelCategory, filename: string): string =>
  category === 'embedding' ? `${filename}.safetensors` : filename

const merged = (catalogs: readonly ServerCatalog[], input: string): readonly string[] => [
  ...new Set(catalogs.flatMap((catalog) => catalog.choices('KSampler', input) ?? [])),
]
