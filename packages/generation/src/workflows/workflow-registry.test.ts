import { loadBuiltInWorkflows } from '@darkroom/workflow-builder'
import { expect, test } from 'vitest'
import { WorkflowRegistry } from './workflow-registry.ts'

test('a stored job whose graph this version would not build is one that it cannot run', async () => {
  const registry = new WorkflowRegistry(await loadBuiltInWorkflows())
  const inputs = {
    prompt: 'a fox',
    negative_prompt: '',
    model: 'flux1-schnell.safetensors',
    model_folder: 'diffusion_models',
    variant: 'schnell',
    text_encoders: ['clip_l.safetensors', 't5xxl_fp16.safetensors'],
    vae: 'ae.safetensors',
    seed: 1,
    steps: 4,
    cfg: 1,
    sampler: 'euler',
    scheduler: 'simple',
    resolution: { width: 64, height: 64 },
    loras: [],
  }
  const workflow = 'text-to-image-flux1'
  expect(registry.open({ workflow, inputs })?.nodeClasses).toContain('DualCLIPLoader')
  const { vae: _, ...without } = inputs
  expect(registry.open({ workflow, inputs: without })).toBeUndefined()
})
