import { Buffer } from 'node:buffer'
import {
  closeSync,
  fstatSync,
  mkdtempSync,
  openSync,
  readSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  buildExif,
  buildJpeg,
  buildPng,
  exifSegment,
  pngChunk,
  textChunk,
  userComment,
} from '@darkroom/media-container/testing'
import { type ByteSource, createBufferSource, readImageMetadata } from '../src/index.ts'
import { defaultGraph, ksampler, node } from '../test/graphs.ts'

// node --conditions=@darkroom/source bench/read-image-metadata.ts
const rounds = 40
const perRound = 2000

const parameters =
  'masterpiece, a quiet harbour at dawn, <lora:ink:0.8>\nNegative prompt: blurry, lowres, watermark\nSteps: 28, Sampler: DPM++ 2M Karras, CFG scale: 6.5, Seed: 1234567890, Size: 832x1216, Model hash: 6ce0161689, Model: dreamscape, Clip skip: 2, Version: v1.7.0'
const typicalGraph = {
  ...defaultGraph,
  '3': ksampler({ model: ['11', 0] }),
  '10': node(
    'LoraLoader',
    {
      lora_name: 'style/ink.safetensors',
      strength_model: 0.8,
      strength_clip: 1,
      model: ['4', 0],
      clip: ['4', 1],
    },
    'Load LoRA',
  ),
  '11': node(
    'LoraLoader',
    {
      lora_name: 'detail/add.safetensors',
      strength_model: 0.5,
      strength_clip: 1,
      model: ['10', 0],
      clip: ['10', 1],
    },
    'Load LoRA',
  ),
  '20': node(
    'LatentUpscale',
    { samples: ['3', 0], width: 1024, height: 1280, upscale_method: 'bilinear', crop: 'disabled' },
    'Upscale',
  ),
  '21': ksampler({ latent_image: ['20', 0], denoise: 0.4, seed: 4 }),
  '8': node('VAEDecode', { samples: ['21', 0], vae: ['4', 2] }, 'VAE Decode'),
}
const pixels = [pngChunk('IDAT', Buffer.alloc(1_400_000))]
const comfy = (graph: object): Buffer =>
  buildPng({
    before: [
      textChunk('prompt', JSON.stringify(graph)),
      textChunk('workflow', `{"nodes":"${'w'.repeat(12_000)}"}`),
    ],
    pixels,
  })

const files: readonly (readonly [name: string, bytes: Buffer])[] = [
  ['ComfyUI, default graph', comfy(defaultGraph)],
  ['ComfyUI, LoRAs and hires fix', comfy(typicalGraph)],
  ['A1111 PNG', buildPng({ before: [textChunk('parameters', parameters)], pixels })],
  [
    'A1111 JPEG',
    buildJpeg([
      exifSegment(buildExif(new Map(), { userComment: userComment(parameters, 'utf16be') })),
    ]),
  ],
  [
    'PNG without metadata',
    buildPng({ pixels: Array.from({ length: 24 }, () => pngChunk('IDAT', Buffer.alloc(65_536))) }),
  ],
]

/** Reads like a scanner: with one descriptor, and one buffer for all files. */
const shared = Buffer.allocUnsafe(256 * 1024)
function createFileSource(descriptor: number): ByteSource {
  return {
    size: fstatSync(descriptor).size,
    read(offset, length) {
      const buffer = length <= shared.length ? shared : Buffer.allocUnsafe(length)
      return buffer.subarray(0, readSync(descriptor, buffer, 0, length, offset))
    },
  }
}

/** Measures one call in microseconds: the median round and the best. */
function measure(run: () => void): string {
  for (let index = 0; index < perRound * 4; index++) run()
  const times = Array.from({ length: rounds }, () => {
    const started = performance.now()
    for (let index = 0; index < perRound; index++) run()
    return ((performance.now() - started) * 1000) / perRound
  }).sort((left, right) => left - right)
  const median = times[rounds >> 1] ?? 0
  return `${median.toFixed(1).padStart(6)} µs (best ${(times[0] ?? 0).toFixed(1)})`
}

const folder = mkdtempSync(join(tmpdir(), 'image-metadata-bench-'))
try {
  for (const [label, bytes] of files) {
    const path = join(folder, 'ComfyUI_00001_.png')
    writeFileSync(path, bytes)
    const source = createBufferSource(bytes)
    const memory = measure(() => readImageMetadata({ name: 'ComfyUI_00001_.png', source }))
    const disk = measure(() => {
      const descriptor = openSync(path, 'r')
      readImageMetadata({ name: 'ComfyUI_00001_.png', source: createFileSource(descriptor) })
      closeSync(descriptor)
    })
    console.log(`${label.padEnd(30)} memory ${memory}   file, with open, stat, close ${disk}`)
  }
} finally {
  rmSync(folder, { recursive: true })
}
