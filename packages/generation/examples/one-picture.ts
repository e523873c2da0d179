import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createComfyClient } from '@darkroom/comfy-client'
import { createSimulator } from '@darkroom/comfy-simulator'
import { createGeneration } from '@darkroom/generation'
import { createMemoryStore, createQueue } from '@darkroom/job-queue'
import { loadBuiltInWorkflows } from '@darkroom/workflow-builder'

// A simulator stands in for ComfyUI; a real one is `baseUrl: 'http://localhost:8188'`.
await using simulator = await createSimulator({ stepsPerSecond: 20 })
const directory = await mkdtemp(join(tmpdir(), 'darkroom-example-'))
await using _folder = { [Symbol.asyncDispose]: () => rm(directory, { recursive: true }) }

// `createFileStore({ directory })` makes it survive a power cut.
await using queue = createQueue({ store: createMemoryStore() })
await queue.open()
await using client = createComfyClient({ baseUrl: simulator.url })
await using generation = createGeneration({
  queue,
  workflows: await loadBuiltInWorkflows(),
  servers: [{ name: 'gpu', client }],
  galleryRoot: join(directory, 'gallery'),
  stateDirectory: join(directory, 'state'),
})
await generation.start()

const { requestId, seed } = await generation.accept({
  workflow: 'text-to-image',
  inputs: {
    prompt: 'a lighthouse at dusk, ink',
    negative_prompt: 'people',
    model: 'base/dreamscape_xl.safetensors',
    resolution: { width: 512, height: 512 },
    loras: [{ name: 'style/ink.safetensors', strength_model: 0.8 }],
  },
})
console.log(`Accepted with seed ${seed}`)

const { signal } = new AbortController()
for await (const event of generation.events({ requestId, signal })) {
  if (event.type === 'progress') console.log(`${Math.round(event.progress.value * 100)} %`)
  if (event.type === 'completed') console.log(event.job.images[0]?.path)
}
