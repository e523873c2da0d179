import { writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Sharp } from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSimulator, type Simulator } from '../src/index.ts'
import { at, flat, load, node, putInto, runOn } from './picture-runs.ts'
import { finished, type Graph, post, submit } from './text-to-image.ts'

let simulator: Simulator
beforeAll(async () => {
  simulator = await createSimulator({ profile: '0.33.0', paint: 'plain' })
})
afterAll(() => simulator[Symbol.asyncDispose]())

const put = (name: string, image: Sharp): Promise<void> => putInto(simulator, name, image)

const run = (nodes: Graph, last: string): ReturnType<typeof runOn> => runOn(simulator, nodes, last)

test('LoadImage: alpha is the mask turned round, without alpha it is 64 by 64 and empty, EXIF turns the picture', async () => {
  await put('hole.png', flat(32, 16, 'rgba(10, 20, 30, 0.2)'))
  await put('turned.jpg', flat(32, 16, '#808080').flatten().jpeg().withMetadata({ orientation: 6 }))
  const maskOf = (image: string): Graph => ({
    ...load(image),
    mask: node('MaskToImage', { mask: ['load', 1] }),
  })
  const hole = await run(maskOf('hole.png'), 'mask')
  expect([hole.width, at(hole, 3, 3)]).toEqual([32, [204, 204, 204]])
  const none = await run(maskOf('turned.jpg'), 'mask')
  expect([none.width, none.height, at(none, 3, 3)]).toEqual([64, 64, [0, 0, 0]])
  const turned = await run(load('turned.jpg'), 'load')
  expect([turned.width, turned.height]).toEqual([16, 32])
})

test('a name may say its folder; a file that is not there is refused before anything runs', async () => {
  writeFileSync(
    path.join(simulator.outputDirectory, 'made.png'),
    await flat(24, 8, '#112233').toBuffer(),
  )
  const made = await run(load('made.png [output]'), 'load')
  expect([made.width, made.height]).toEqual([24, 8])
  for (const [nodes, text] of [
    [load('made.png [temp]'), 'image - Invalid image file: made.png [temp]'],
    [
      { load: node('LoadImageOutput', { image: 'no.png [output]' }) },
      'image - Invalid image file: no.png [output]',
    ],
  ] as const) {
    const { status, body } = await post(simulator, '/prompt', {
      prompt: { ...nodes, save: node('SaveImage', { images: ['load', 0], filename_prefix: 'x' }) },
    })
    expect([status, body.node_errors.load.errors[0].type]).toEqual([
      400,
      'custom_validation_failed',
    ])
    expect(body.node_errors.load.errors[0].details).toBe(text)
  }
})

test('a choice brings its own inputs, and what it lacks is named', async () => {
  await put('in.png', flat(64, 32, '#c04020'))
  const resize = (inputs: Record<string, unknown>): Graph => ({
    ...load('in.png'),
    size: node('ResizeImageMaskNode', {
      input: ['load', 0],
      resize_type: 'scale longer dimension',
      scale_method: 'area',
      ...inputs,
    }),
  })
  const made = await run(resize({ 'resize_type.longer_size': 32 }), 'size')
  expect([made.width, made.height]).toEqual([32, 16])
  const { body } = await post(simulator, '/prompt', {
    prompt: {
      ...resize({}),
      save: node('SaveImage', { images: ['size', 0], filename_prefix: 'x' }),
    },
  })
  expect(body.node_errors.size.errors[0]).toMatchObject({
    type: 'required_input_missing',
    details: 'longer_size',
    extra_info: { input_name: 'resize_type.longer_size' },
  })
})

test('a switch runs only the branch that it chooses', async () => {
  await put('in.png', flat(16, 16, '#c04020'))
  const nodes = {
    ...load('in.png'),
    broken: node('UpscaleModelLoader', { model_name: '4x-UltraSharp.pth' }),
    other: node('ImageUpscaleWithModel', { upscale_model: ['broken', 0], image: ['load', 0] }),
    flag: node('PrimitiveBoolean', { value: false }),
    switch: node('ComfySwitchNode', {
      switch: ['flag', 0],
      on_false: ['load', 0],
      on_true: ['other', 0],
    }),
  }
  simulator.faults.add({ kind: 'node-error', nodeClass: 'ImageUpscaleWithModel' })
  const made = await run(nodes, 'switch')
  expect(made.width).toBe(16)
  expect(simulator.faults.list()[0]?.hits).toBe(0)
  simulator.faults.clear()
})

test('what only the real node can know is not made up', async () => {
  await put('in.png', flat(16, 16, '#c04020'))
  const graph = {
    ...load('in.png'),
    distribution: node('ImageHistogram', { image: ['load', 0] }),
    color: node('ColorToRGBInt', { color: '#ff0000' }),
    save: node('PreviewAny', { source: ['color', 0] }),
  }
  const { distribution: _, ...known } = graph
  const { status } = await finished(simulator, await submit(simulator, known))
  expect(status.messages.at(-1)[1]).toMatchObject({
    exception_type: 'NotImplementedError',
    node_type: 'PreviewAny',
  })
})
