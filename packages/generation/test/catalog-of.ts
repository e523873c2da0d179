import { readNodeCatalog } from '@darkroom/comfy-graph'
import type { ServerCatalog } from '../src/servers/server-catalog.ts'

/** The catalog of a server with these files. */
export function catalogOf({
  checkpoints = [],
  loras = [],
  samplers = [],
  schedulers = [],
}: {
  checkpoints?: readonly string[]
  loras?: readonly string[]
  samplers?: readonly string[]
  schedulers?: readonly string[]
}): ServerCatalog {
  return readNodeCatalog({
    CheckpointLoaderSimple: { input: { required: { ckpt_name: [checkpoints] } } },
    LoraLoader: { input: { required: { lora_name: [loras] } } },
    KSampler: { input: { required: { sampler_name: [samplers], scheduler: [schedulers] } } },
  })
}
