import { expect, test } from 'vitest'
import { readPng } from '../../test/read-texts.ts'

test('InvokeAI 3 and later', () => {
  const invokeai_metadata = {
    generation_mode: 'sdxl_txt2img',
    positive_prompt: 'a church',
    negative_prompt: 'people',
    width: 1024,
    height: 768,
    seed: 622592,
    cfg_scale: 7.5,
    steps: 30,
    scheduler: 'dpmpp_sde_k',
    model: { key: 'k', hash: 'blake3:x', name: 'juggernaut', base: 'sdxl', type: 'main' },
    loras: [{ model: { name: 'ink' }, weight: 0.75 }],
    app_version: '5.0.0',
  }
  expect(readPng({ invokeai_metadata, invokeai_graph: { nodes: {} } })).toMatchObject({
    source: 'invokeai',
    prompt: 'a church',
    negative_prompt: 'people',
    model: 'juggernaut',
    seed: 622592,
    steps: 30,
    cfg: 7.5,
    sampler: 'dpmpp_sde_k',
    loras: [{ name: 'ink', strength_model: 0.75 }],
    resolution: { width: 1024 },
    extra: { generation_mode: 'sdxl_txt2img', app_version: '5.0.0' },
  })
  const older = {
    positive_prompt: 'x',
    model: { model_name: 'sd15' },
    loras: [{ lora: { model_name: 'ink' }, weight: 1 }],
  }
  expect(readPng({ invokeai_metadata: older })).toMatchObject({
    model: 'sd15',
    loras: [{ name: 'ink' }],
  })
})

test('InvokeAI 2', () => {
  const metadata = {
    model: 'stable diffusion',
    model_weights: 'stable-diffusion-1.5',
    app_version: '2.3.5',
    image: {
      prompt: [{ prompt: 'a hill [fog] at dusk [rain]', weight: 1 }],
      steps: 50,
      cfg_scale: 7.5,
      seed: 42,
      sampler: 'k_lms',
      width: 512,
      height: 512,
    },
  }
  expect(readPng({ 'sd-metadata': metadata })).toMatchObject({
    source: 'invokeai',
    prompt: 'a hill at dusk',
    negative_prompt: 'fog, rain',
    model: 'stable-diffusion-1.5',
    seed: 42,
    sampler: 'k_lms',
  })
})

test('InvokeAI 1', () => {
  const Dream = '"a "big" barn [cow]" -s 50 -S 1950357039 -W 512 -H 640 -C 7.5 -A k_lms'
  expect(readPng({ Dream })).toMatchObject({
    source: 'invokeai',
    prompt: 'a "big" barn',
    negative_prompt: 'cow',
    steps: 50,
    seed: 1950357039,
    resolution: { height: 640 },
    cfg: 7.5,
    sampler: 'k_lms',
  })
  expect(readPng({ Dream: 'a barn -s50 -S7' })).toMatchObject({
    prompt: 'a barn',
    steps: 50,
    seed: 7,
  })
})
