import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { ALL_FORMATS, BufferSource, Input } from 'mediabunny'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSimulator, type Simulator } from '../src/index.ts'
import { finished, type Graph, submit } from './text-to-image.ts'

let simulator: Simulator
beforeAll(async () => {
  simulator = await createSimulator({ profile: '0.33.0', paint: 'plain' })
})
afterAll(() => simulator[Symbol.asyncDispose]())

const workflow = { id: 'w', nodes: [], note: 'café' }

const frames: Graph = {
  one: { class_type: 'EmptyImage', inputs: { width: 48, height: 32, batch_size: 1, color: 255 } },
  two: { class_type: 'EmptyImage', inputs: { width: 48, height: 32, batch_size: 1, color: 0 } },
  three: { class_type: 'EmptyImage', inputs: { width: 48, height: 32, batch_size: 1, color: 99 } },
  frames: {
    class_type: 'BatchImagesNode',
    inputs: {
      'images.image0': ['one', 0],
      'images.image1': ['two', 0],
      'images.image2': ['three', 0],
    },
  },
  sound: { class_type: 'EmptyAudio', inputs: { duration: 0.5, sample_rate: 44_100, channels: 2 } },
  video: {
    class_type: 'CreateVideo',
    inputs: { images: ['frames', 0], fps: 10, audio: ['sound', 0] },
  },
}

const run = async (class_type: string, inputs: Record<string, unknown>) => {
  const graph = {
    ...frames,
    save: { class_type, inputs: { filename_prefix: `m/${class_type}`, ...inputs } },
  }
  const extra_data = { extra_pnginfo: { workflow } }
  const entry = await finished(simulator, await submit(simulator, graph, { extra_data }))
  expect(entry.status).toMatchObject({ status_str: 'success' })
  return entry.outputs.save
}

const fileOf = ({ filename, subfolder }: { filename: string; subfolder: string }): Buffer =>
  readFileSync(path.join(simulator.outputDirectory, subfolder, filename))

test.each([
  [
    'SaveVideo',
    { video: ['video', 0], format: 'auto', 'format.codec': 'auto' },
    'SaveVideo_00001_.mp4',
    'prompt',
    'av1',
  ],
  [
    'SaveWEBM',
    { images: ['frames', 0], codec: 'vp9', fps: 10, crf: 32 },
    'SaveWEBM_00001_.webm',
    'PROMPT',
    'vp8',
  ],
])('%s writes a video with the graph in it', async (name, inputs, filename, key, codec) => {
  const ui = await run(name, inputs)
  expect(ui).toEqual({ images: [{ filename, subfolder: 'm', type: 'output' }], animated: [true] })
  using input = new Input({
    source: new BufferSource(new Uint8Array(fileOf(ui.images[0]))),
    formats: ALL_FORMATS,
  })
  const track = await input.getPrimaryVideoTrack()
  expect(await track?.getCodec()).toBe(codec)
  expect([await track?.getDisplayWidth(), await track?.getDisplayHeight()]).toEqual([48, 32])
  expect((await track?.computePacketStats())?.packetCount).toBe(3)
  const { raw } = await input.getMetadataTags()
  expect(JSON.parse(String(raw?.[key]))).toHaveProperty('frames')
  expect(JSON.parse(String(raw?.[key === 'PROMPT' ? 'WORKFLOW' : 'workflow']))).toEqual(workflow)
})

test.each([
  ['SaveAudio', {}, 'flac'],
  ['SaveAudioMP3', { quality: 'V0' }, 'mp3'],
  ['SaveAudioOpus', { quality: '128k' }, 'opus'],
])('%s writes audio of the length asked for', async (name, inputs, extension) => {
  const ui = await run(name, { audio: ['sound', 0], ...inputs })
  expect(ui).toEqual({
    audio: [{ filename: `${name}_00001_.${extension}`, subfolder: 'm', type: 'output' }],
  })
  using input = new Input({
    source: new BufferSource(new Uint8Array(fileOf(ui.audio[0]))),
    formats: ALL_FORMATS,
  })
  expect(await input.computeDuration()).toBeCloseTo(0.5, 0)
  expect(JSON.stringify((await input.getMetadataTags()).raw)).toContain('CreateVideo')
})

test('an animated WebP has every frame, and the graph in its EXIF', async () => {
  const ui = await run('SaveAnimatedWEBP', {
    images: ['frames', 0],
    fps: 5,
    lossless: true,
    quality: 80,
    method: 'default',
  })
  expect(ui.animated).toEqual([true])
  const file = fileOf(ui.images[0])
  const { pages, delay, exif } = await sharp(file).metadata()
  expect({ pages, delay }).toEqual({ pages: 3, delay: [200, 200, 200] })
  expect(exif?.toString('latin1')).toMatch(/prompt:\{.*workflow:\{|workflow:\{.*prompt:\{/s)
})

test('an animated PNG says how many frames it has, and its texts follow the first', async () => {
  const ui = await run('SaveAnimatedPNG', { images: ['frames', 0], fps: 5, compress_level: 4 })
  const text = fileOf(ui.images[0]).toString('latin1')
  const order = ['acTL', 'fcTL', 'IDAT', 'comfprompt', 'comfworkflow', 'fdAT', 'IEND']
  const places = order.map((chunk) => text.indexOf(chunk))
  expect(places).toEqual(places.toSorted((a, b) => a - b))
  expect(await sharp(fileOf(ui.images[0])).metadata()).toMatchObject({ width: 48, height: 32 })
})

test('text, 3D and previews come in the shapes of their nodes', async () => {
  const graph: Graph = {
    text: { class_type: 'PrimitiveString', inputs: { value: 'hello' } },
    mesh: {
      class_type: 'VoxelToMesh',
      inputs: { voxel: ['voxel', 0], algorithm: 'basic', threshold: 0.6 },
    },
    voxel: {
      class_type: 'VAEDecodeHunyuan3D',
      inputs: { samples: ['empty', 0], vae: ['vae', 0], num_chunks: 8000, octree_resolution: 256 },
    },
    empty: { class_type: 'EmptyLatentHunyuan3Dv2', inputs: { resolution: 3072, batch_size: 1 } },
    vae: { class_type: 'VAELoader', inputs: { vae_name: 'ae.safetensors' } },
    glb: { class_type: 'SaveGLB', inputs: { mesh: ['mesh', 0], filename_prefix: '3d/m' } },
    file: {
      class_type: 'SaveText',
      inputs: { text: ['text', 0], filename_prefix: 't', format: 'txt' },
    },
    any: { class_type: 'PreviewAny', inputs: { source: ['text', 0] } },
    mask: { class_type: 'SolidMask', inputs: { value: 1, width: 8, height: 8 } },
    shown: { class_type: 'MaskPreview', inputs: { mask: ['mask', 0] } },
  }
  const { outputs } = await finished(simulator, await submit(simulator, graph))
  expect(outputs.glb).toEqual({
    '3d': [{ filename: 'm_00001_.glb', subfolder: '3d', type: 'output' }],
  })
  expect(fileOf(outputs.glb['3d'][0]).toString('latin1', 0, 4)).toBe('glTF')
  expect(outputs.file).toEqual({
    text: ['hello'],
    files: [{ filename: 't_00001.txt', subfolder: '', type: 'output' }],
  })
  expect(fileOf(outputs.file.files[0]).toString()).toBe('hello')
  expect(outputs.any).toEqual({ text: ['hello'] })
  expect(outputs.shown).toMatchObject({ images: [{ type: 'temp' }], animated: [false] })
})

test('a video that was saved can be loaded and taken apart again', async () => {
  const ui = await run('SaveWEBM', { images: ['frames', 0], codec: 'vp9', fps: 10, crf: 32 })
  writeFileSync(path.join(simulator.inputDirectory, 'in.webm'), fileOf(ui.images[0]))
  const graph: Graph = {
    load: { class_type: 'LoadVideo', inputs: { file: 'in.webm' } },
    parts: { class_type: 'GetVideoComponents', inputs: { video: ['load', 0] } },
    save: { class_type: 'SaveImage', inputs: { images: ['parts', 0], filename_prefix: 'frame' } },
  }
  const { outputs } = await finished(simulator, await submit(simulator, graph))
  expect(outputs.save.images).toHaveLength(3)
})
