import type { ComfyClient, JsonObject } from '@darkroom/comfy-client'
import { matchName, readNodeCatalog } from '@darkroom/workflow-builder'
import type { GenerationRequest } from '../job/generation-request.ts'

/** What a server offers, in its own spelling and order. */
export interface ServerCatalog {
  readonly checkpoints: readonly string[]
  readonly loras: readonly string[]
  readonly samplers: readonly string[]
  readonly schedulers: readonly string[]
}

const nodeClasses = ['CheckpointLoaderSimple', 'LoraLoader', 'KSampler'] as const

/** Three small answers instead of the whole `object_info`, which is megabytes with custom nodes. */
export async function readServerCatalog(
  client: ComfyClient,
  { signal }: { signal: AbortSignal },
): Promise<ServerCatalog> {
  const definitions = await Promise.all(
    nodeClasses.map(async (nodeClass): Promise<JsonObject> => {
      const definition = await client.objectInfoFor(nodeClass, { signal })
      return definition === undefined ? {} : { [nodeClass]: definition }
    }),
  )
  const catalog = readNodeCatalog(Object.assign({}, ...definitions))
  const [loader, loraLoader, sampler] = nodeClasses
  return {
    checkpoints: catalog.choices(loader, 'ckpt_name') ?? [],
    loras: catalog.choices(loraLoader, 'lora_name') ?? [],
    samplers: catalog.choices(sampler, 'sampler_name') ?? [],
    schedulers: catalog.choices(sampler, 'scheduler') ?? [],
  }
}

/** Whether it has the model and all LoRAs. */
export const hasModels = (
  catalog: ServerCatalog,
  request: Pick<GenerationRequest, 'model' | 'loras'>,
): boolean =>
  matchName(request.model, catalog.checkpoints) !== undefined &&
  request.loras.every(({ name }) => matchName(name, catalog.loras) !== undefined)

/** The request with each name as this server spells it; a name that it lacks stays. */
export const spelledFor = (
  catalog: ServerCatalog,
  request: GenerationRequest,
): GenerationRequest => ({
  ...request,
  model: matchName(request.model, catalog.checkpoints) ?? request.model,
  sampler: matchName(request.sampler, catalog.samplers) ?? request.sampler,
  scheduler: matchName(request.scheduler, catalog.schedulers) ?? request.scheduler,
  loras: request.loras.map((lora) => ({
    ...lora,
    name: matchName(lora.name, catalog.loras) ?? lora.name,
  })),
})
