import { Buffer } from 'node:buffer'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { readStealthMetadata } from './index.ts'

interface Hidden {
  readonly magic: string
  readonly payload: Buffer
  readonly samples: readonly number[]
}

const width = 61
const height = 47

/** White pixels that hide the bits column by column. */
function hide({ magic, payload, samples }: Hidden): Uint8Array {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(payload.length * 8)
  const bytes = Buffer.concat([Buffer.from(magic), length, payload])
  const rgba = new Uint8Array(width * height * 4).fill(0xfe)
  for (let index = 0; index < bytes.length * 8; index++) {
    const bit = ((bytes[index >> 3] ?? 0) >> (7 - (index & 7))) & 1
    const pixel = Math.floor(index / samples.length)
    const at = ((pixel % height) * width + Math.floor(pixel / height)) * 4
    rgba[at + (samples[index % samples.length] ?? 0)] = 0xfe | bit
  }
  return rgba
}

const text = 'a cat\nNegative prompt: dog\nSteps: 20, Sampler: Euler a, Seed: 7, Size: 64x64'

test.each([
  ['alpha', 'stealth_pnginfo', Buffer.from(text), [3]],
  ['alpha, compressed', 'stealth_pngcomp', gzipSync(text), [3]],
  ['colours', 'stealth_rgbinfo', Buffer.from(text), [0, 1, 2]],
  ['colours, compressed', 'stealth_rgbcomp', gzipSync(text), [0, 1, 2]],
])('text hidden in %s is found', (_, magic, payload, samples) => {
  expect(readStealthMetadata(hide({ magic, payload, samples }), width, height)).toMatchObject({
    source: 'a1111',
    recipe: { prompt: 'a cat', negative_prompt: 'dog', seed: 7 },
  })
})

test('NovelAI hides its keywords as JSON', () => {
  const comment = {
    prompt: 'sea',
    uc: 'fog',
    steps: 28,
    scale: 5,
    seed: 9,
    noise_schedule: 'karras',
  }
  const keywords = {
    Software: 'NovelAI',
    Source: 'NovelAI Diffusion V3',
    Comment: JSON.stringify(comment),
  }
  const payload = gzipSync(JSON.stringify(keywords))
  const rgba = hide({ magic: 'stealth_pngcomp', payload, samples: [3] })
  expect(readStealthMetadata(rgba, width, height)).toMatchObject({
    source: 'novelai',
    recipe: { prompt: 'sea', seed: 9, model: 'NovelAI Diffusion V3' },
  })
})

test('pixels that hide nothing, something broken, or are fewer than promised give nothing', () => {
  expect(readStealthMetadata(new Uint8Array(width * height * 4), width, height)).toBeUndefined()
  const broken = hide({ magic: 'stealth_pngcomp', payload: Buffer.from('no gzip'), samples: [3] })
  expect(readStealthMetadata(broken, width, height)).toBeUndefined()
  expect(readStealthMetadata(new Uint8Array(10), width, height)).toBeUndefined()
  expect(readStealthMetadata(new Uint8Array(4), 1, 1)).toBeUndefined()
  expect(readStealthMetadata(new Uint8Array(4), Number.NaN, 1)).toBeUndefined()
})
