import { expect, test } from 'vitest'
import { readComment, readPng } from '../../test/read-texts.ts'

test('Easy Diffusion, by either set of names', () => {
  const program = {
    prompt: 'a',
    negative_prompt: 'b',
    seed: '5',
    num_inference_steps: '25',
    guidance_scale: '7.5',
    width: '512',
    height: '704',
    use_stable_diffusion_model: 'sd-v1-4',
    sampler_name: 'euler_a',
  }
  const people = {
    Prompt: 'a',
    'Negative Prompt': 'b',
    Seed: '5',
    Steps: '25',
    'Guidance Scale': '7.5',
    Width: '512',
    Height: '704',
    'Stable Diffusion model': 'sd-v1-4',
    Sampler: 'euler_a',
  }
  const expected = {
    source: 'easydiffusion',
    prompt: 'a',
    negative_prompt: 'b',
    model: 'sd-v1-4',
    seed: 5,
    steps: 25,
    cfg: 7.5,
    sampler: 'euler_a',
    resolution: { height: 704 },
  }
  expect(readPng(program)).toMatchObject(expected)
  expect(readPng(people)).toMatchObject(expected)
  expect(readComment(program)).toMatchObject(expected)
})
