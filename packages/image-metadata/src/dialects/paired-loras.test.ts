import { pngWithTexts } from '@darkroom/media-container/testing'
import { expect, test } from 'vitest'
import { createBufferSource, type Json, readImageMetadata } from '../index.ts'

const read = (
  texts: Readonly<Record<string, string>>,
): ReturnType<typeof readImageMetadata>['recipe'] =>
  readImageMetadata({ name: 'a.png', source: createBufferSource(pngWithTexts(texts)) }).recipe

const lora = (name: string, strength: number): Json => ({
  name,
  strength_model: strength,
  strength_clip: strength,
})

test('Easy Diffusion keeps LoRAs as two lists, as JSON, as Python writes them, or as one name', () => {
  const base = { prompt: 'a fox', use_stable_diffusion_model: 'sd' }
  const both = [lora('ink', 0.5), lora('rain', 0.3)]
  const json = { ...base, use_lora_model: ['ink', 'rain'], lora_alpha: ['0.5', 0.3] }
  expect(read({ parameters: JSON.stringify(json) }).loras).toEqual(both)
  const python = { ...base, use_lora_model: "['ink', 'rain']", lora_alpha: '[0.5, 0.3]' }
  expect(read(python).loras).toEqual(both)
  expect(read({ ...base, use_lora_model: 'ink', lora_alpha: '0.5' }).loras).toEqual([
    lora('ink', 0.5),
  ])
})

test('mflux', () => {
  const said = {
    prompt: 'a fox',
    model: 'dev',
    lora_paths: ['ink.safetensors'],
    lora_scales: [0.5],
  }
  expect(read({ Comment: JSON.stringify(said) }).loras).toEqual([lora('ink.safetensors', 0.5)])
})

test('stable-diffusion.cpp: guidance by its short name, and the schedule behind the sampler in small letters', () => {
  const text = 'a fox\nSteps: 20, CFG scale: 1.0, Guidance: 3.5, Seed: 42, Sampler: euler_a karras'
  expect(read({ parameters: text })).toMatchObject({
    guidance: 3.5,
    sampler: 'euler_a',
    scheduler: 'karras',
  })
})
