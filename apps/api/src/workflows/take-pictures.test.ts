import { expect, test } from 'vitest'
import type { AskedPicture, GivenPictures } from '../inputs/asked-picture.ts'
import { mergeInputs } from './merge-inputs.ts'
import { takePictures } from './take-pictures.ts'
import { WorkflowInputsError } from './to-run-graph.ts'
import { understand } from './understand.ts'
import { readDocument } from './workflow-document.ts'

const file = { image_upload: true }
const definitions = {
  LoadImage: {
    input: { required: { image: [['a.png'], file] } },
    output: ['IMAGE', 'MASK'],
    output_node: false,
  },
  LoadImageMask: {
    input: { required: { image: [['a.png'], file], channel: [['alpha', 'red'], {}] } },
    output: ['MASK'],
    output_node: false,
  },
  VAEEncodeForInpaint: {
    input: { required: { pixels: ['IMAGE', {}], mask: ['MASK', {}] } },
    output: ['LATENT'],
    output_node: false,
  },
  SaveLatent: { input: { required: { samples: ['LATENT', {}] } }, output: [], output_node: true },
}

/** A workflow that paints a part of a picture anew; `mask` is the link to its mask. */
function inpaint(mask: readonly [string, number], ...more: readonly object[]) {
  const graph = {
    1: { class_type: 'LoadImage', inputs: { image: 'a.png' } },
    2: { class_type: 'VAEEncodeForInpaint', inputs: { pixels: ['1', 0], mask } },
    3: { class_type: 'SaveLatent', inputs: { samples: ['2', 0] } },
    ...Object.fromEntries(more.map((node, index) => [String(10 + index), node])),
  }
  const { readings } = understand(
    readDocument(JSON.stringify(graph)),
    new Map([['one', definitions]]),
  )
  return { readings, edited: mergeInputs([readings[0].found]) }
}

/** Takes what is asked for, and tells it. */
function recording() {
  const asked: AskedPicture[] = []
  const given: GivenPictures = {
    async take(more) {
      asked.push(...more)
      const names = more.map((_, index) => `darkroom_${index}.png`)
      const files = names.map((name) => ({ name, upload: name }))
      return { names, files, [Symbol.dispose]: () => undefined }
    },
  }
  return { asked, given }
}

const [picture, mask] = [{ gallery: 'p' }, { gallery: 'm' }]

async function taken(
  workflow: ReturnType<typeof inpaint>,
  values: Readonly<Record<string, unknown>>,
) {
  const { asked, given } = recording()
  const { signal } = new AbortController()
  using result = await takePictures(workflow, values, { given, signal })
  return { asked: asked.map(({ path, as }) => [path, as]), values: result.values }
}

test('more pictures than any workflow takes are refused before one is read', async () => {
  const { asked, given } = recording()
  const image = Array.from({ length: 201 }, () => picture)
  const { signal } = new AbortController()
  await expect(takePictures(inpaint(['1', 1]), { image }, { given, signal })).rejects.toMatchObject(
    { code: 'too_many_pictures' },
  )
  expect(asked).toEqual([])
})

test('a mask that is the transparency of its picture goes with it, and is no value of its own', async () => {
  expect(await taken(inpaint(['1', 1]), { mask, image: picture })).toEqual({
    asked: [['inputs.image', { maskedBy: { path: 'inputs.mask', reference: mask } }]],
    values: { image: 'darkroom_0.png' },
  })
  const alone = takePictures(
    inpaint(['1', 1]),
    { mask },
    { ...recording(), signal: AbortSignal.any([]) },
  )
  await expect(alone).rejects.toThrow('give the picture as well')
})

test('a mask of a file of its own is made as its node reads it, by light or by transparency', async () => {
  const byChannel = (channel: string) =>
    inpaint(['10', 0], { class_type: 'LoadImageMask', inputs: { image: 'a.png', channel } })
  const both = { image: picture, mask }
  expect((await taken(byChannel('red'), both)).asked).toEqual([
    ['inputs.image', 'picture'],
    ['inputs.mask', { mask: 'light', of: 0 }],
  ])
  const holes = { maskedBy: { path: 'inputs.mask', reference: mask } }
  const { asked, values } = await taken(byChannel('alpha'), both)
  expect(asked).toEqual([
    ['inputs.image', 'picture'],
    ['inputs.mask', holes],
  ])
  expect(values).toEqual({ image: 'darkroom_0.png', mask: 'darkroom_1.png' })
  const ofLoader = inpaint(['10', 1], { class_type: 'LoadImage', inputs: { image: 'a.png' } })
  expect((await taken(ofLoader, { mask })).asked).toEqual([['inputs.mask', holes]])
})

test('names of files stay, places take pictures as well, and what is neither is told', async () => {
  const workflow = inpaint(['1', 1])
  expect(await taken(workflow, { image: 'sub/b.png [output]' })).toEqual({
    asked: [],
    values: { image: 'sub/b.png [output]' },
  })
  expect((await taken(workflow, { '1.image': picture })).values).toEqual({
    '1.image': 'darkroom_0.png',
  })
  const wrong = { image: { galery: 'p' } }
  const refused = takePictures(workflow, wrong, { ...recording(), signal: AbortSignal.any([]) })
  await expect(refused).rejects.toThrow(WorkflowInputsError)
  await expect(refused).rejects.toThrow('"image" must be {"gallery": id}')
})
