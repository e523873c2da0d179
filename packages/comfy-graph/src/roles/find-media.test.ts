import { expect, test } from 'vitest'
import { edited, recordedCatalog, textToImage } from '../../test/graphs.ts'
import { findMedia, type MediaClasses, type PromptGraph } from '../index.ts'

const catalog = recordedCatalog()

const classes: MediaClasses = {
  loads(nodeClass, input) {
    const definition = catalog.input(nodeClass, input)
    return definition?.kind === 'choice' && definition.upload
      ? nodeClass === 'LoadAudio'
        ? 'audio'
        : 'image'
      : undefined
  },
  outputTypes: (nodeClass) =>
    catalog.node(nodeClass)?.outputs.map(({ types: [type = '*'] }) => type),
}

const load = (name: string): PromptGraph[string] => ({
  class_type: 'LoadImage',
  inputs: { image: name },
})

const rolesIn = (changes: Parameters<typeof edited>[1]): Record<string, string> =>
  Object.fromEntries(
    findMedia(edited(textToImage, changes), classes).map(({ site, role, hasMask }) => [
      site.nodeId,
      hasMask ? `${role} and mask` : role,
    ]),
  )

test('the picture that is sampled further is the image', () => {
  expect(
    rolesIn({
      '5': { inputs: { latent_image: ['11', 0] } },
      '10': load('a.png'),
      '11': { class_type: 'VAEEncode', inputs: { pixels: ['12', 0], vae: ['1', 2] } },
      '12': { class_type: 'ImageScaleToTotalPixels', inputs: { image: ['10', 0] } },
    }),
  ).toEqual({ '10': 'image' })
})

test('a picture whose transparency is the mask has both, and a mask of its own is one', () => {
  const inpaint = (mask: readonly [string, number]) => ({
    '5': { inputs: { latent_image: ['11', 0] as const } },
    '10': load('a.png'),
    '11': {
      class_type: 'VAEEncodeForInpaint',
      inputs: { pixels: ['10', 0] as const, mask, vae: ['1', 2] as const },
    },
  })
  expect(rolesIn(inpaint(['10', 1]))).toEqual({ '10': 'image and mask' })
  const own = { '13': { class_type: 'LoadImageMask', inputs: { image: 'm.png', channel: 'red' } } }
  expect(rolesIn({ ...inpaint(['13', 0]), ...own })).toEqual({ '10': 'image', '13': 'mask' })
  const drawn = {
    '13': load('m.png'),
    '14': { class_type: 'ImageToMask', inputs: { image: ['13', 0] as const, channel: 'red' } },
  }
  expect(rolesIn({ ...inpaint(['14', 0]), ...drawn })).toEqual({ '10': 'image', '13': 'mask' })
})

test('a picture that guides is told from one that is redrawn, though its size is used as well', () => {
  expect(
    rolesIn({
      '4': { inputs: { width: ['15', 0], height: ['15', 1] } },
      '5': { inputs: { positive: ['11', 0], negative: ['11', 1] } },
      '10': load('pose.png'),
      '11': {
        class_type: 'ControlNetApplyAdvanced',
        inputs: { positive: ['2', 0], negative: ['3', 0], image: ['12', 0], strength: 1 },
      },
      '12': { class_type: 'Canny', inputs: { image: ['10', 0] } },
      '15': { class_type: 'GetImageSize', inputs: { image: ['10', 0] } },
    }),
  ).toEqual({ '10': 'control' })
})

test('references are told in the order of the inputs that take them', () => {
  const graph = edited(textToImage, {
    '2': {
      class_type: 'TextEncodeQwenImageEditPlus',
      inputs: { prompt: 'both', image1: ['11', 0], image2: ['10', 0] },
    },
    '10': load('b.png'),
    '11': load('a.png'),
  })
  const media = findMedia(graph, classes).toSorted((a, b) => (a.use < b.use ? -1 : 1))
  expect(media.map(({ site, role }) => [site.nodeId, role])).toEqual([
    ['11', 'reference'],
    ['10', 'reference'],
  ])
})

test('the only picture is the image, and a circle of links ends', () => {
  expect(
    rolesIn({
      '10': load('a.png'),
      '11': { class_type: 'Blend', inputs: { a: ['10', 0], b: ['11', 0] } },
    }),
  ).toEqual({ '10': 'image' })
})
