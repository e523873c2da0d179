import { createSimulator, type SimulatorOptions } from '@darkroom/comfy-simulator'
import { expect, test } from 'vitest'
import { openStudio, type Studio } from './studio.ts'

const forEver = 3_600_000

/** Puts another ComfyUI where the studio's was. */
async function replace(studio: Studio, options: SimulatorOptions): Promise<void> {
  const { port } = studio.simulator
  await studio.simulator.stop()
  const next = await createSimulator({ paint: 'plain', port, ...options })
  studio.defer(async () => {
    await next[Symbol.asyncDispose]()
  })
}

test('what is known of a server is asked anew when another version comes up in its place', async () => {
  await using studio = await openStudio({
    simulators: [{ profile: '0.3.64' }],
    timings: { catalog: forEver },
  })
  const { generation } = studio
  await generation.samplers()
  await replace(studio, { profile: '0.38.1', models: { checkpoints: ['new.safetensors'] } })
  await expect.poll(() => generation.servers()[0]?.version).toBe('0.38.1')
  expect((await generation.models()).base.map(({ filename }) => filename)).toEqual([
    'new.safetensors',
  ])
  expect((await studio.run({ model: 'new.safetensors' })).status).toBe('completed')
})

test('so it is when it came up between two probes, with the same version', async () => {
  await using studio = await openStudio({ timings: { catalog: forEver, probe: forEver } })
  await studio.generation.models()
  await replace(studio, { models: { checkpoints: ['new.safetensors'] } })
  await expect
    .poll(async () => (await studio.generation.models()).base.map(({ filename }) => filename))
    .toEqual(['new.safetensors'])
})
