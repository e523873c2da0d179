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
  const lists = new Map([
    ['CheckpointLoaderSimple.ckpt_name', checkpoints],
    ['LoraLoader.lora_name', loras],
    ['KSampler.sampler_name', samplers],
    ['KSampler.scheduler', schedulers],
  ])
  return { choices: (nodeClass, input) => lists.get(`${nodeClass}.${input}`) }
}
