import { pngWithTexts } from '@darkroom/media-container/testing'
import { expect, test } from 'vitest'
import { readBytes } from '../../test/read-bytes.ts'
import type { Told } from '../../test/told.ts'

function read(parameters: string): Told {
  return readBytes(pngWithTexts({ parameters }))
}

test('the whole of what A1111 writes', () => {
  const text = [
    'masterpiece, a cat <lora:fur:0.8>, <lora:eyes:0.5:0.3>',
    'second line',
    'Negative prompt: dog,',
    'blurry',
    'Steps: 28, Sampler: DPM++ 2M Karras, CFG scale: 6.5, Seed: 1234567890, Size: 512x768, Model hash: 6ce0161689, Model: v1-5-pruned, VAE hash: 735e4c3a44, Denoising strength: 0.4, Clip skip: 2, Hires upscale: 2, Hires prompt: "a, ""quoted"", thing", Lora hashes: "fur: 1a2b, eyes: 3c4d", Version: v1.7.0',
  ].join('\n')
  expect(read(text)).toMatchObject({
    source: 'a1111',
    prompt: 'masterpiece, a cat <lora:fur:0.8>, <lora:eyes:0.5:0.3>\nsecond line',
    negative_prompt: 'dog,\nblurry',
    model: 'v1-5-pruned',
    seed: 1234567890,
    steps: 28,
    cfg: 6.5,
    sampler: 'DPM++ 2M',
    scheduler: 'Karras',
    denoise: 0.4,
    resolution: { width: 512, height: 768 },
    loras: [
      { name: 'fur', strength_model: 0.8, strength_clip: 0.8 },
      { name: 'eyes', strength_model: 0.3, strength_clip: 0.5 },
    ],
    clip_skip: 2,
    extra: { 'Lora hashes': 'fur: 1a2b, eyes: 3c4d', Version: 'v1.7.0' },
  })
})

test('Forge, with distilled guidance and a schedule of its own', () => {
  const text =
    'a fox\nSteps: 20, Sampler: Euler, Schedule type: Simple, CFG scale: 1, Distilled CFG Scale: 3.5, Seed: 9, Size: 896x1152, Model: flux1-dev-bnb-nf4-v2, Version: f2.0.1v1.10.1-previous-313'
  expect(read(text)).toMatchObject({
    source: 'forge',
    sampler: 'Euler',
    scheduler: 'Simple',
    cfg: 1,
    guidance: 3.5,
  })
})

test.each([
  ['App: SD.Next, Version: abc', 'sdnext'],
  ['Version: neo', 'forge'],
  ['Version: classic', 'forge'],
  ['Version: ComfyUI', 'comfyui'],
  ['Version: Fooocus v2.5.0', 'fooocus'],
  ['Version: v1.10.1', 'a1111'],
  ['Foo: bar', 'a1111'],
])('"%s" tells the tool %s', (tail, source) => {
  expect(read(`a\nSteps: 20, Seed: 1, ${tail}`).source).toBe(source)
})

test('settings that go on over several lines', () => {
  const text = 'a\nSteps: 20, Seed: 1,\nSampler: Euler,\nModel: m, Size: 64x64'
  expect(read(text)).toMatchObject({
    prompt: 'a',
    sampler: 'Euler',
    model: 'm',
    resolution: { width: 64 },
  })
})

test('Civitai: resources name the model and the LoRAs', () => {
  const text =
    'a\nNegative prompt: b\nSteps: 25, Sampler: Euler a, CFG scale: 5, Seed: 3, Size: 832x1216, Clip skip: 2, Created Date: 2025-01-02T03:04:05.678Z, Civitai resources: [{"type":"checkpoint","modelVersionId":1,"modelName":"Nice, \\"Big\\" Model","modelVersionName":"v1"},{"type":"lora","weight":0.6,"modelVersionId":2,"modelName":"Ink [old]","modelVersionName":"v2"}], Civitai metadata: {"remixOfId": 5}'
  expect(read(text)).toMatchObject({
    source: 'civitai',
    model: 'Nice, "Big" Model',
    loras: [{ name: 'Ink [old]', strength_model: 0.6, strength_clip: 0.6 }],
    createdAt: '2025-01-02T03:04:05.678Z',
    extra: { 'Civitai metadata': '{"remixOfId": 5}' },
  })
})

test('a prompt that speaks of steps is still a prompt', () => {
  const text =
    'Ten Steps: 5 of them, Seed: a tree\nthen Negative prompt: no\nSteps: 20, Seed: 1, Size: 8x8'
  expect(read(text)).toMatchObject({
    prompt: 'Ten Steps: 5 of them, Seed: a tree\nthen Negative prompt: no',
    steps: 20,
    negative_prompt: undefined,
  })
})

test('no prompt at all, no negative at all, nothing but a negative', () => {
  expect(read('Steps: 20, Sampler: Euler, Seed: 1')).toMatchObject({ prompt: undefined, steps: 20 })
  expect(read('Negative prompt: x\nSteps: 20, Seed: 1')).toMatchObject({
    prompt: undefined,
    negative_prompt: 'x',
  })
  expect(read('a\nNegative prompt: x')).toMatchObject({
    prompt: 'a',
    negative_prompt: 'x',
    steps: undefined,
  })
})

test('what stands under this keyword is a prompt even where nothing else is told', () => {
  expect(read('a cat, at night: dark')).toMatchObject({
    source: 'a1111',
    prompt: 'a cat, at night: dark',
    steps: undefined,
  })
  expect(read('a cat\nSampler: Euler a, Seed: 3, Model: m')).toMatchObject({
    prompt: 'a cat',
    sampler: 'Euler a',
    seed: 3,
    model: 'm',
  })
  expect(read('{"some": "json"}')).toMatchObject({ source: 'unknown', prompt: undefined })
})

test('settings without steps are known by three pairs', () => {
  const text = 'a\nNegative prompt: x\nSampler: Euler, Seed: 4, Size: 64x32'
  expect(read(text)).toMatchObject({ prompt: 'a', negative_prompt: 'x', sampler: 'Euler', seed: 4 })
})

test('placeholders are holes', () => {
  const text =
    'unknown\nNegative prompt: unknown\nSteps: 20, Sampler: None, Seed: -1, Size: 0x0, Model: unknown'
  expect(read(text)).toMatchObject({
    prompt: undefined,
    negative_prompt: undefined,
    sampler: undefined,
    seed: undefined,
    model: undefined,
    resolution: undefined,
  })
})

test('Windows line ends', () => {
  expect(read('a\r\nNegative prompt: b\r\nSteps: 20, Seed: 1\r\n')).toMatchObject({
    prompt: 'a',
    negative_prompt: 'b',
    seed: 1,
  })
})

const long = 200_000
test.each([
  ['open quotes', `${'A: "'.repeat(long / 4)}`],
  ['open brackets', `A: ${'['.repeat(long)}`],
  ['open objects in pairs', 'A: {, '.repeat(long / 6)],
  ['backslashes', `A: "${'\\'.repeat(long)}`],
  ['colons', ':'.repeat(long)],
  ['commas', ','.repeat(long)],
  ['keys without end', 'a '.repeat(long / 2)],
  ['quotes that balance', 'A: "x", '.repeat(long / 8)],
  ['blanks', `A:${' '.repeat(long)}`],
])('a text built to be slow is not: %s', (_, probe) => {
  const started = process.threadCpuUsage()
  expect(read(`${probe}\nNegative prompt: ${probe}\nSteps: 20, ${probe}`)).toMatchObject({
    steps: 20,
  })
  expect(read(`<lora:${probe}\nSteps: 20, Seed: 1`)).toMatchObject({ seed: 1 })
  // Two seconds of work, not of waiting for a busy machine; quadratic work on this length takes minutes.
  const { user, system } = process.threadCpuUsage(started)
  expect((user + system) / 1000).toBeLessThan(2000)
})
