import type { NodeOutputs, OutputFile } from '@darkroom/comfy-client'
import type { PromptGraph } from '@darkroom/comfy-graph'
import type { Workflow } from '@darkroom/workflow-builder'
import { expect, test } from 'vitest'
import { findOutputs } from './find-outputs.ts'
import { outputsOf } from './outputs-of.ts'

const node = (class_type: string, inputs = {}): PromptGraph[string] => ({ class_type, inputs })

const workflow = (graph: PromptGraph, outputNodeIds: readonly string[] = []): Workflow => ({
  outputNodeIds,
  toPrompt: () => graph,
  idOf: () => undefined,
})

const file = (filename: string, type = 'output', subfolder = ''): object => ({
  filename,
  type,
  subfolder,
})

/** What the history says of these outputs, as a client reads it. */
const history = (outputs: NodeOutputs): { outputs: NodeOutputs; files: readonly OutputFile[] } => ({
  outputs,
  files: Object.entries(outputs).flatMap(([nodeId, output]) =>
    Object.entries(output).flatMap(([kind, elements]) =>
      elements.flatMap((element) =>
        typeof element === 'object' && element !== null && 'filename' in element
          ? [
              {
                nodeId,
                kind,
                filename: String(element.filename),
                subfolder: 'subfolder' in element ? String(element.subfolder) : '',
                type: 'type' in element ? String(element.type) : 'output',
              },
            ]
          : [],
      ),
    ),
  ),
})

const told = (outputs: NodeOutputs, of: Workflow = workflow({})): readonly string[] =>
  outputsOf(history(outputs), of).map(
    ({ node: id, kind, type, subfolder, filename, text }) =>
      `${id} ${kind} ${text ?? `${type}:${subfolder}/${filename}`}`,
  )

test('files are told by any key, in the order of the graph and not of the run', () => {
  const graph = { z: node('A'), '9': node('B'), b: node('C') }
  const outputs = {
    b: { gifs: [{ ...file('v.mp4', 'output', 'x'), format: 'video/h264-mp4' }] },
    '9.0.0.1': { '3d': [file('m.glb')] },
    z: { images: [file('b.png'), file('a.png')], animated: [false], anything: [file('s.flac')] },
  }
  expect(told(outputs, workflow(graph))).toEqual([
    '9.0.0.1 3d output:/m.glb',
    'z image output:/b.png',
    'z image output:/a.png',
    'z audio output:/s.flac',
    'b video output:x/v.mp4',
  ])
})

test('what is only shown is told where nothing of its kind is saved', () => {
  const shown = {
    a: { images: [file('p.png', 'temp')] },
    b: { audio: [file('s.flac', 'temp')] },
    c: { gifs: [file('v.webm', 'temp')] },
  }
  expect(told(shown)).toHaveLength(3)
  expect(told({ ...shown, d: { images: [file('v.mp4')] } })).toEqual([
    'a image temp:/p.png',
    'b audio temp:/s.flac',
    'd video output:/v.mp4',
  ])
})

test('one file that two nodes name is one, and what is not theirs is none', () => {
  expect(
    told({
      a: { images: [file('p.png')] },
      b: { images: [file('p.png'), file('p.png', 'output', 'x')] },
      c: { images: [file('q.png', 'input'), file('../q.png'), file('q.png', 'output', '..')] },
    }),
  ).toEqual([
    'a image output:/p.png',
    'a image output:/p.png'.replace('a ', 'b ').replace(':/', ':x/'),
  ])
})

test('a folder with dots in its name is a folder, and a file is left out that ComfyUI does not give', () => {
  expect(
    told({
      a: { images: [file('c.png', 'output', 'x..y/..z'), file('a..b.png')] },
      b: { images: [file('q.png', 'output', 'x\\..\\..'), file('q.png', 'output', 'x/../y')] },
    }),
  ).toEqual(['a image output:x..y/..z/c.png'])
})

test('a scene is told by the viewer that shows it, once', () => {
  const saved = { a: { '3d': [file('m.glb', 'output', 'mesh')] } }
  const viewer = { b: { result: ['mesh/m.glb', {}, 'background.png'] } }
  expect(told({ ...saved, ...viewer })).toEqual(['a 3d output:mesh/m.glb'])
  expect(told({ b: { result: ['mesh\\n.obj [temp]', null, ''] } })).toEqual([
    'b 3d temp:mesh/n.obj',
  ])
})

test('texts are told, but for those that are in a file, repeat others or say nothing', () => {
  expect(
    told({
      a: { text: ['one', ' ', 'two'], tags: ['a cat, ink'] },
      b: { text: ['one'], preview: ['data:image/png;base64,AAAA'], value: [5, true] },
      c: { text: ['three'], files: [file('t.json', 'output', 'x')] },
    }),
  ).toEqual(['a text one', 'a text two', 'a text a cat, ink', 'c text output:x/t.json'])
})

test('pictures of a node beside which we have them saved are told once', () => {
  const graph = {
    a: node('Image Saver', { images: ['x', 0] }),
    'a-saved-1': node('SaveImage', { images: ['x', 0] }),
  }
  const outputs = {
    a: { images: [file('theirs.jpg')], text: ['seed 5'] },
    'a-saved-1': { images: [file('ours.png')] },
  }
  expect(told(outputs, workflow(graph))).toEqual([
    'a text seed 5',
    'a-saved-1 image output:/ours.png',
  ])
})

test('what was heard in part counts only where all of it can be foreseen', () => {
  const pictures = workflow(
    { a: node('SaveImage', { images: ['x', 0], filename_prefix: 'darkroom/p' }) },
    ['a'],
  )
  const film = workflow({ a: node('SaveVideo', { filename_prefix: 'darkroom/p' }) }, ['a'])
  const entry = (outputs: NodeOutputs, more = {}) => ({
    ...history(outputs),
    ...{ promptId: 'p', number: 0, graph: {}, extraData: {} },
    outcome: { state: 'success' } as const,
    ...more,
  })
  const partial = { partial: true }
  const find = (of: Workflow, known?: ReturnType<typeof entry>): unknown =>
    findOutputs({ workflow: of, entry: known, pictures: 2 }).found?.map(({ filename }) => filename)
  const named = ['p_00001_.png', 'p_00002_.png']
  expect(find(pictures)).toEqual(named)
  expect(find(pictures, entry({}))).toEqual(named)
  expect(find(pictures, entry({}, partial))).toEqual(named)
  const one = { a: { images: [file('p_00001_.png')] } }
  expect(find(pictures, entry(one, partial))).toEqual(['p_00001_.png'])
  expect(find(film)).toBeUndefined()
  expect(find(film, entry({}))).toBeUndefined()
  const made = { a: { images: [file('p_00001_.mp4')] } }
  expect(find(film, entry(made, partial))).toBeUndefined()
  expect(find(film, entry(made))).toEqual(['p_00001_.mp4'])
  // Whatever saves nothing under a name of ours may well have made nothing.
  expect(find(workflow({ a: node('PreviewAny') }), entry({}))).toEqual([])
})
