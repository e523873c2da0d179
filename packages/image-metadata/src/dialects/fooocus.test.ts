import { expect, test } from 'vitest'
import { readComment, readPng } from '../../test/read-texts.ts'

test('Fooocus by its own scheme', () => {
  const parameters = {
    adm_guidance: '(1.5, 0.8, 0.3)',
    base_model: 'juggernautXL_v8Rundiffusion',
    base_model_hash: 'aeb7e9e689',
    full_prompt: ['a'],
    guidance_scale: 4,
    loras: [['sd_xl_offset_example-lora_1.0', 0.1, '4852686128']],
    lora_combined_1: 'other.safetensors : 0.25',
    negative_prompt: 'low',
    performance: 'Speed',
    prompt: 'a',
    resolution: '(1152, 896)',
    sampler: 'dpmpp_2m_sde_gpu',
    scheduler: 'karras',
    seed: '7513856776859948774',
    sharpness: 2,
    steps: 30,
    version: 'Fooocus v2.2.0',
  }
  const expected = {
    source: 'fooocus',
    prompt: 'a',
    model: 'juggernautXL_v8Rundiffusion',
    seed: undefined,
    seedText: '7513856776859948774',
    cfg: 4,
    resolution: { width: 1152, height: 896 },
    loras: [
      { name: 'sd_xl_offset_example-lora_1.0', strength_model: 0.1 },
      { name: 'other.safetensors', strength_model: 0.25 },
    ],
    extra: { sharpness: 2, performance: 'Speed' },
  }
  expect(readPng({ parameters, fooocus_scheme: 'fooocus' })).toMatchObject(expected)
  expect(readComment(parameters)).toMatchObject(expected)
})

test("Fooocus by A1111's scheme", () => {
  const parameters =
    'a\nNegative prompt: b\nSteps: 30, Sampler: DPM++ 2M SDE, Seed: 5, Size: 1152x896, CFG scale: 4, Model: jugg, Lora weights: "one: 0.5, two: 1", Version: Fooocus v2.5.5'
  expect(readPng({ parameters, fooocus_scheme: 'a1111' })).toMatchObject({
    source: 'fooocus',
    model: 'jugg',
    loras: [
      { name: 'one', strength_model: 0.5 },
      { name: 'two', strength_model: 1 },
    ],
  })
})

test('RuinedFooocus', () => {
  const parameters = {
    Prompt: 'a tree',
    Negative: 'leaf',
    steps: 25,
    cfg: 6,
    width: 1024,
    height: 896,
    seed: 99,
    sampler_name: 'euler',
    scheduler: 'karras',
    base_model_name: 'sdxl.safetensors',
    loras: [['hash', '0.4 - ink.safetensors']],
    software: 'RuinedFooocus',
  }
  expect(readPng({ parameters })).toMatchObject({
    source: 'ruinedfooocus',
    prompt: 'a tree',
    negative_prompt: 'leaf',
    model: 'sdxl.safetensors',
    sampler: 'euler',
    loras: [{ name: 'ink.safetensors', strength_model: 0.4 }],
  })
})

test.each([
  ['a hash and a text', [['4852686128', '0.1 - a-b.safetensors']], 'a-b.safetensors', 0.1],
  ['tags, the old form', 'Loras:<a: b.safetensors:0.5>', 'a: b.safetensors', 0.5],
  ['a list in one text', '0.7 - c.safetensors', 'c.safetensors', 0.7],
  ['objects', [{ name: 'd.safetensors', weight: 0.3 }], 'd.safetensors', 0.3],
])('the LoRAs of RuinedFooocus: %s', (_, loras, name, strength) => {
  const parameters = { Prompt: 'a hill', Negative: '', seed: 1, software: 'RuinedFooocus', loras }
  expect(readPng({ parameters }).loras).toEqual([
    { name, strength_model: strength, strength_clip: strength },
  ])
})
