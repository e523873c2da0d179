import { expect, test } from 'vitest'
import { tellKind } from './kind-of-file.ts'

const server = new Map([
  ['checkpoints', ['base\\dream.safetensors']],
  ['loras', ['style/ink.safetensors']],
  ['vae', ['vae-ft-mse.safetensors']],
  ['embeddings', ['easynegative.pt']],
  ['upscale_models', ['4x-UltraSharp.pth']],
  ['unet', ['flux1-dev.gguf']],
])

test.each([
  [
    'style/ink.safetensors',
    'CheckpointLoaderSimple',
    'is a LoRA, not a checkpoint; name it in loras',
  ],
  ['style\\INK.safetensors', 'CheckpointLoaderSimple', 'is a LoRA, not'],
  ['ink', 'CheckpointLoaderSimple', 'is a LoRA, not'],
  ['base/dream.safetensors', 'LoraLoader', 'is a checkpoint, not a LoRA; name it as model'],
  ['vae-ft-mse.safetensors', 'CheckpointLoaderSimple', 'is a VAE, not a checkpoint'],
  ['vae-ft-mse.safetensors', 'LoraLoader', 'is a VAE, not a LoRA'],
  ['easynegative', 'LoraLoader', 'is an embedding, not a LoRA; write embedding: and its name'],
  ['4x-UltraSharp.pth', 'CheckpointLoaderSimple', 'is an upscaler, not a checkpoint'],
  ['flux1-dev', 'CheckpointLoaderSimple', 'is a diffusion model without text encoder and VAE'],
])('%s for a %s is told for what it is', (name, nodeClass, text) => {
  expect(tellKind({ name, nodeClass }, [new Map(), server])).toContain(text)
})

test('a file that is nowhere, or only in another folder of that name, is not told for another', () => {
  const unknown = { name: 'none.safetensors', nodeClass: 'LoraLoader' }
  expect(tellKind(unknown, [server])).toBeUndefined()
  const elsewhere = { name: 'other/ink.safetensors', nodeClass: 'CheckpointLoaderSimple' }
  expect(tellKind(elsewhere, [server])).toBeUndefined()
})
