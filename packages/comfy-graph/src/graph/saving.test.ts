import { expect, test } from 'vitest'
import { foreseenSavers } from './foreseen-savers.ts'
import type { PromptGraph, PromptNode } from './prompt-graph.ts'
import { findSaving, savedBeside, withPrefix } from './saving.ts'

const node = (class_type: string, inputs: PromptNode['inputs'] = {}): PromptNode => ({
  class_type,
  inputs,
})
const prefix = { filename_prefix: 'theirs' }
const decoded = { decode: node('VAEDecode') }
const save = node('SaveImage', { images: ['decode', 0], ...prefix })
const preview = node('PreviewImage', { images: ['decode', 0] })

const prefixesIn = (graph: PromptGraph): unknown =>
  Object.entries(withPrefix(findSaving(graph), 'ours').graph).flatMap(([id, { inputs }]) =>
    'filename_prefix' in inputs ? [[id, inputs.filename_prefix]] : [],
  )

test('every node that saves gets a prefix of its own, and nodes that are the same share theirs', () => {
  expect(
    prefixesIn({
      ...decoded,
      a: save,
      b: node('SaveVideo', { video: ['film', 0], ...prefix }),
      c: save,
      d: node('VHS_VideoCombine', { images: ['decode', 0], vae: ['x', 0], ...prefix }),
    }),
  ).toEqual([
    ['a', 'ours'],
    ['b', 'ours-2'],
    ['c', 'ours'],
    ['d', 'ours-3'],
  ])
})

test('a model is saved under the name that it was given, and so is what has a folder of its own', () => {
  expect(
    prefixesIn({
      a: node('CheckpointSave', { model: ['x', 0], clip: ['x', 1], vae: ['x', 2], ...prefix }),
      b: node('LoraSave', { model_diff: ['x', 0], ...prefix }),
      c: node('SaveImageDataSetToFolder', { images: ['x', 0], folder_name: 'set', ...prefix }),
    }),
  ).toEqual([
    ['a', 'theirs'],
    ['b', 'theirs'],
    ['c', 'theirs'],
    ['c-saved-1', 'ours'],
  ])
})

test('previews save where no node saves pictures, however many films and sounds are saved', () => {
  const film = node('SaveWEBM', { images: ['decode', 0], fps: 24, ...prefix })
  const sound = node('SaveAudio', { audio: ['x', 0], ...prefix })
  const { nodeIds, changes } = findSaving({ ...decoded, film, preview, sound })
  expect(nodeIds).toEqual(['film', 'preview', 'sound'])
  expect(changes).toEqual([{ nodeId: 'preview', from: 'PreviewImage', to: 'SaveImage' }])
  const moving = node('SaveAnimatedWEBP', { images: ['decode', 0], fps: 24, ...prefix })
  expect(findSaving({ ...decoded, moving, preview }).changes).toEqual([])
})

test('a node that saves in a way of its own has a twin, which is known by its id', () => {
  const stranger = node('Image Saver', { images: ['decode', 0], path: '' })
  const { graph } = findSaving({ ...decoded, stranger })
  expect(graph['stranger-saved-1']).toEqual(node('SaveImage', { images: ['decode', 0] }))
  expect([...savedBeside(graph)]).toEqual(['stranger'])
  expect([...savedBeside({ ...decoded, 'gone-saved-1': save })]).toEqual([])
  expect(foreseenSavers(graph)).toEqual(['stranger-saved-1'])
})

test('only what consists of pictures alone can be foreseen', () => {
  expect(foreseenSavers({ ...decoded, a: save, b: save, preview })).toEqual(['a', 'b'])
  for (const other of ['SaveVideo', 'PreviewAny', 'PreviewAudio', 'Anything']) {
    expect(foreseenSavers({ ...decoded, a: save, b: node(other) })).toBeUndefined()
  }
  // Its text goes on, and is told all the same.
  const shown = { show: node('PreviewAny'), decode: node('VAEDecode', { x: ['show', 0] }) }
  expect(foreseenSavers({ ...shown, a: save })).toBeUndefined()
  expect(foreseenSavers({ ...decoded, preview })).toBeUndefined()
})
