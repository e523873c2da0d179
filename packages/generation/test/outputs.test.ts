import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PromptGraph } from '@darkroom/comfy-graph'
import { expect, test } from 'vitest'
import type { JobView } from '../src/job/job-view.ts'
import type { Studio } from './studio.ts'
import { openStudio, type StudioOptions } from './studio.ts'

const open = (options: StudioOptions = {}): Promise<Studio> =>
  openStudio({ simulators: [{ profile: '0.33.0' }], ...options })

async function accept(studio: Studio, graph: PromptGraph): Promise<string> {
  const request = { workflow: 'graph', inputs: { graph: JSON.stringify(graph) } }
  return (await studio.generation.accept(request)).requestId
}

const run = async (studio: Studio, graph: PromptGraph): Promise<JobView> =>
  studio.ended(await accept(studio, graph))

/** Pictures without a model: three of one colour. */
const pictures: PromptGraph = {
  pictures: {
    class_type: 'EmptyImage',
    inputs: { width: 64, height: 64, batch_size: 3, color: 255 },
  },
}
const sound: PromptGraph = {
  sound: { class_type: 'EmptyAudio', inputs: { duration: 1, sample_rate: 44_100, channels: 2 } },
}
const images = ['pictures', 0] as const
const audio = ['sound', 0] as const
const video: PromptGraph = {
  ...pictures,
  film: { class_type: 'CreateVideo', inputs: { images: [...images], fps: 8 } },
  save: {
    class_type: 'SaveVideo',
    inputs: { video: ['film', 0], filename_prefix: 'video/x', format: 'mp4', codec: 'auto' },
  },
}
const shownText: PromptGraph = {
  show: { class_type: 'PreviewAny', inputs: { source: 'Ein Wörtchen\nund noch eins' } },
}

const told = ({ outputs }: JobView): unknown =>
  outputs.map(({ kind, mediaType, node, type, path }) => [
    kind,
    mediaType,
    node,
    type,
    path.replace(/^.*_[0-9a-f]{8}/, ''),
  ])

const kinds = ({ outputs }: JobView): readonly string[] => outputs.map(({ kind }) => kind)

/** Checks that each file is there whole, with a sidecar that says whose it is. */
async function expectStored(studio: Studio, { requestId, outputs }: JobView): Promise<void> {
  const paths = outputs.flatMap(({ path }) => [path, path.replace(/\.[^.]*$/, '.json')])
  expect(await studio.files()).toEqual(paths.toSorted())
  for (const { path, sha256, bytes, kind, mediaType, node } of outputs) {
    const file = await readFile(join(studio.galleryRoot, path))
    expect(file.length).toBe(bytes)
    expect(createHash('sha256').update(file).digest('hex')).toBe(sha256)
    const sidecar = join(studio.galleryRoot, path.replace(/\.[^.]*$/, '.json'))
    expect(JSON.parse(await readFile(sidecar, 'utf8'))).toMatchObject({
      request_id: requestId,
      sha256,
      output: { file: path.split('/').at(-1), kind, media_type: mediaType, node },
    })
  }
}

test('everything that a graph saves is kept, each with its type, in the order of the graph', async () => {
  const tellings: string[] = []
  await using studio = await open({
    onImages: async (paths) => {
      tellings.push(...paths)
    },
  })
  const job = await run(studio, {
    ...video,
    ...sound,
    a: { class_type: 'SaveImage', inputs: { images: [...images], filename_prefix: 'a' } },
    b: { class_type: 'SaveAudio', inputs: { audio: [...audio], filename_prefix: 'audio/b' } },
    c: {
      class_type: 'SaveAudioOpus',
      inputs: { audio: [...audio], filename_prefix: 'audio/c', quality: '128k' },
    },
    d: {
      class_type: 'SaveAnimatedWEBP',
      inputs: {
        ...{ images: [...images], filename_prefix: 'd', fps: 6, lossless: true },
        ...{ quality: 80, method: 'default' },
      },
    },
    e: {
      class_type: 'SaveText',
      inputs: { text: '{"a": 1}', filename_prefix: 'texts/e', format: 'json' },
    },
    ...shownText,
  })
  expect(job).toMatchObject({ status: 'completed' })
  expect(told(job)).toEqual([
    ['video', 'video/mp4', 'save', 'output', '.mp4'],
    ['image', 'image/png', 'a', 'output', '_02.png'],
    ['image', 'image/png', 'a', 'output', '_03.png'],
    ['image', 'image/png', 'a', 'output', '_04.png'],
    ['audio', 'audio/flac', 'b', 'output', '_05.flac'],
    ['audio', 'audio/ogg', 'c', 'output', '_06.opus'],
    ['image', 'image/webp', 'd', 'output', '_07.webp'],
    ['text', 'text/plain', 'e', 'output', '_08.txt'],
    ['text', 'text/plain', 'show', 'temp', '_09.txt'],
  ])
  expect(job.outputs.at(-1)?.text).toBe('Ein Wörtchen\nund noch eins')
  expect(job.outputs[0]).toMatchObject({ width: 64, height: 64, inGallery: true })
  const listed = [0, 1, 2, 3, 6].map((index) => job.outputs[index]?.path)
  expect(job.images.map(({ path }) => path)).toEqual(listed)
  expect(tellings).toEqual(listed)
  await expectStored(studio, job)
  expect(studio.count('enqueue')).toBe(1)
})

test.each<[string, PromptGraph, unknown]>([
  ['a video', video, [['video', 'video/mp4', 'save', 'output', '.mp4']]],
  [
    'sound',
    {
      ...sound,
      a: {
        class_type: 'SaveAudioMP3',
        inputs: { audio: [...audio], filename_prefix: 'x', quality: 'V0' },
      },
    },
    [['audio', 'audio/mpeg', 'a', 'output', '.mp3']],
  ],
  ['a text', shownText, [['text', 'text/plain', 'show', 'temp', '.txt']]],
  [
    'sound that is only heard',
    { ...sound, a: { class_type: 'PreviewAudio', inputs: { audio: [...audio] } } },
    [['audio', 'audio/flac', 'a', 'temp', '.flac']],
  ],
  [
    'a mask that is only shown',
    {
      mask: { class_type: 'SolidMask', inputs: { value: 1, width: 32, height: 32 } },
      a: { class_type: 'MaskPreview', inputs: { mask: ['mask', 0] } },
    },
    [['image', 'image/png', 'a', 'temp', '.png']],
  ],
  [
    'pictures that are only shown, which are saved',
    { ...pictures, a: { class_type: 'PreviewImage', inputs: { images: [...images] } } },
    [
      ['image', 'image/png', 'a', 'output', '.png'],
      ['image', 'image/png', 'a', 'output', '_02.png'],
      ['image', 'image/png', 'a', 'output', '_03.png'],
    ],
  ],
])('a graph may make nothing but %s', async (_what, graph, expected) => {
  await using studio = await open()
  const job = await run(studio, graph)
  expect(job).toMatchObject({ status: 'completed' })
  expect(told(job)).toEqual(expected)
  await expectStored(studio, job)
})

test('what is shown is left where its kind is saved, and two nodes that are one have one file', async () => {
  await using studio = await open()
  const save = { class_type: 'SaveImage', inputs: { images: [...images], filename_prefix: 'x' } }
  const job = await run(studio, {
    ...pictures,
    ...sound,
    mask: { class_type: 'SolidMask', inputs: { value: 1, width: 32, height: 32 } },
    a: { class_type: 'MaskPreview', inputs: { mask: ['mask', 0] } },
    b: { class_type: 'PreviewAudio', inputs: { audio: [...audio] } },
    c: save,
    d: save,
    e: { class_type: 'SaveImage', inputs: { images: [...images], filename_prefix: 'y' } },
  })
  expect(job.outputs.map(({ node, type }) => `${node} ${type}`)).toEqual([
    'b temp',
    ...['c output', 'c output', 'c output'],
    ...['e output', 'e output', 'e output'],
  ])
  await expectStored(studio, job)
})

test('the same again is made again where it is saved, and brought in again where it is only shown', async () => {
  await using studio = await open()
  const graph = {
    ...video,
    ...sound,
    heard: { class_type: 'PreviewAudio', inputs: { audio: [...audio] } },
  }
  const jobs = [await run(studio, graph), await run(studio, graph)]
  expect(jobs.map(({ outputs }) => outputs.length)).toEqual([2, 2])
  const names = jobs.map(({ outputs }) => outputs.map(({ filename }) => filename))
  expect(names[0]?.[0]).not.toBe(names[1]?.[0])
  expect(await studio.files()).toHaveLength(8)
})

test('a graph that ran and made nothing that anybody tells of is done', async () => {
  await using studio = await open()
  const job = await run(studio, {
    show: { class_type: 'PreviewAny', inputs: { source: ' ' } },
  })
  expect(job).toMatchObject({ status: 'completed', images: [], outputs: [] })
  expect(studio.count('enqueue')).toBe(1)
})

test('a file that breaks off each time is not half of a result: the graph runs again', async () => {
  await using studio = await open()
  // The video, then the sound three times: the first is thrown away with the others.
  studio.simulator.faults.add({ kind: 'wrong-json', route: 'GET /view', skip: 1, times: 3 })
  const job = await run(studio, {
    ...video,
    ...sound,
    b: { class_type: 'SaveAudio', inputs: { audio: [...audio], filename_prefix: 'b' } },
  })
  expect(job).toMatchObject({ status: 'completed' })
  expect(kinds(job)).toEqual(['video', 'audio'])
  expect(studio.count('enqueue')).toBe(2)
  await expectStored(studio, job)
})

test('nothing is half-committed when the history is gone and the names cannot be foreseen', async () => {
  await using studio = await open()
  studio.simulator.faults.add({ kind: 'history-lost' })
  studio.simulator.faults.add({ kind: 'missing-event', event: '', times: 40 })
  const job = await run(studio, video)
  expect(job).toMatchObject({ status: 'completed' })
  expect(kinds(job)).toEqual(['video'])
  expect(studio.count('enqueue')).toBe(2)
  await expectStored(studio, job)
})

test('what the socket told of each node is enough where the history is gone', async () => {
  await using studio = await open()
  studio.simulator.faults.add({ kind: 'history-lost', times: 'always' })
  const job = await run(studio, { ...video, ...shownText })
  expect(kinds(job)).toEqual(['video', 'text'])
  expect(studio.count('enqueue')).toBe(1)
})

test('pictures of several nodes are found by their names, unless there are more than were foreseen', async () => {
  await using studio = await open()
  studio.simulator.faults.add({ kind: 'history-lost', times: 2 })
  studio.simulator.faults.add({ kind: 'missing-event', event: '', times: 80 })
  const two = (batch_size: number): PromptGraph => ({
    one: { class_type: 'EmptyImage', inputs: { width: 64, height: 64, batch_size, color: 1 } },
    a: { class_type: 'SaveImage', inputs: { images: ['one', 0], filename_prefix: 'x' } },
    b: { class_type: 'SaveImage', inputs: { images: ['one', 0], filename_prefix: 'y' } },
  })
  const job = await run(studio, two(1))
  expect(job.outputs.map(({ node }) => node)).toEqual(['a', 'b'])
  expect(studio.count('enqueue')).toBe(1)
  expect(await run(studio, two(2))).toMatchObject({ outputs: { length: 4 } })
  expect(studio.count('enqueue')).toBe(3)
})
