import { readGraph } from '@darkroom/comfy-graph'
import { expect, test } from 'vitest'
import { converter, drawn, sourceOf, textToImage, workflowOf } from '../../test/workflows.ts'
import { findOutputs } from '../index.ts'

const { definitions } = converter

const typesOf = (graph: object): readonly unknown[] =>
  findOutputs({ graph: readGraph(graph), definitions }).map(({ node, type, isPreview }) => [
    node,
    type,
    isPreview,
  ])

test('every node that saves or shows is an output with its type, what is only shown last', () => {
  expect(
    typesOf({
      '1': { class_type: 'PreviewImage', inputs: { images: ['8', 0] } },
      '2': { class_type: 'SaveVideo', inputs: { video: ['9', 0] } },
      '3': { class_type: 'SaveAudioMP3', inputs: { audio: ['9', 1] } },
      '4': { class_type: 'PreviewAny', inputs: { source: ['10', 0] } },
      '5': { class_type: 'SaveGLB', inputs: { mesh: ['11', 0] } },
      '6': { class_type: 'SaveImage', inputs: { images: ['8', 0] } },
      '7': { class_type: 'SaveAnimatedWEBP', inputs: { images: ['8', 0] } },
      '8': { class_type: 'VAEDecode', inputs: {} },
      '9': { class_type: 'GetVideoComponents', inputs: {} },
      '10': { class_type: 'StringConcatenate', inputs: {} },
    }),
  ).toEqual([
    ['2', 'video', false],
    ['3', 'audio', false],
    ['5', '3d', false],
    ['6', 'image', false],
    ['7', 'video', false],
    ['1', 'image', true],
    ['4', 'text', true],
  ])
})

test("App Mode's outputs come first, in its order", () => {
  const preview = { id: 12, type: 'PreviewImage', from: { images: [8, 0, 'IMAGE'] as const } }
  const second = {
    id: 13,
    type: 'SaveImage',
    values: ['b'],
    from: { images: [8, 0, 'IMAGE'] as const },
  }
  const extra = { linearData: { inputs: [[3, 'seed']], outputs: ['13', 12] } }
  const workflow = workflowOf({ ...drawn([...textToImage, preview, second]), extra })
  expect(findOutputs(sourceOf(workflow)).map(({ node }) => node)).toEqual(['13', '12', '9'])
})
