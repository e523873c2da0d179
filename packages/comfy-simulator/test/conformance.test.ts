import { readObjectInfoText, readRecording } from '@darkroom/comfy-recordings'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSimulator, type Simulator } from '../src/index.ts'
import { fieldsOf, shapeOf, withoutId, withoutMachine } from './comparable.ts'
import { expectSame, Replay } from './replay.ts'

let simulator: Simulator

beforeAll(async () => {
  simulator = await createSimulator({
    previewMethod: 'latent2rgb',
    paint: 'plain',
    stepsPerSecond: 50,
    brokenModels: ['broken.safetensors'],
    models: {
      checkpoints: [
        'base/tiny_base.safetensors',
        'broken.safetensors',
        'merged/tiny_merged.safetensors',
      ],
      loras: ['style/ink.safetensors'],
      vae: [],
    },
  })
})

afterAll(async () => {
  await simulator[Symbol.asyncDispose]()
})

/** Jobs in their recorded order, on one server: each finds the cache as the previous one left it. */
const jobs = [
  'warm-up',
  'txt2img',
  'txt2img-new-seed',
  'txt2img-no-flags',
  'fully-cached',
  'batch-of-two',
  'two-jobs',
  'execution-error',
  'anonymous',
  'interrupt',
  'late-connect',
  'delete-pending',
] as const

test.each(jobs)('%s: the simulator answers as the recorded server did', async (name) => {
  const replay = new Replay(simulator)
  await replay.play(readRecording(name))
  expectSame(replay)
})

test('every refused prompt gets the recorded answer, word for word', async () => {
  // The last job is accepted; the recorded server was still running it when `routes` was recorded.
  simulator.hold()
  const { events } = readRecording('validation-errors')
  const answers: { request: unknown; recorded: unknown; received: unknown }[] = []
  let request: unknown
  let raw = '{nope'
  for (const event of events) {
    if (event.kind === 'request') {
      request = event.body
      raw = event.body === undefined ? '{nope' : JSON.stringify(event.body)
    }
    if (event.kind !== 'response') continue
    const response = await fetch(`${simulator.url}/prompt`, { method: 'POST', body: raw })
    const isJson = response.headers.get('content-type')?.includes('json') === true
    const body: unknown = isJson ? await response.json() : await response.text()
    answers.push({
      request,
      recorded: fieldsOf([event.status, event.content_type, withoutId(event.body ?? event.text)]),
      received: fieldsOf([response.status, response.headers.get('content-type'), withoutId(body)]),
    })
  }
  expect(answers).toHaveLength(15)
  for (const { request: sent, recorded, received } of answers) {
    expect({ sent, answer: received }).toEqual({ sent, answer: recorded })
  }
})

/** Answers that can only match in shape: another machine, other files, ids chosen by the server. */
const onlyShape = ['/system_stats', '/view_metadata', '/queue', '/history?', '/api/jobs?']

test('the read routes answer as recorded', async () => {
  const replay = new Replay(simulator)
  await replay.play(readRecording('routes'))
  expect(replay.exchanges).toHaveLength(24)
  for (const { request, recorded, status, contentType, body, headers } of replay.exchanges) {
    const about = request.path
    expect({ about, status, contentType }).toEqual({
      about,
      status: recorded.status,
      contentType: recorded.content_type,
    })
    const compare = onlyShape.some((path) => about.startsWith(path)) ? shapeOf : fieldsOf
    if (recorded.body !== undefined && !about.startsWith('/view_metadata')) {
      expect({ about, body: compare(withoutMachine(body)) }).toEqual({
        about,
        body: compare(withoutMachine(recorded.body)),
      })
    }
    for (const name of ['Content-Disposition', 'Accept-Ranges', 'Etag']) {
      expect({ about, name, has: headers.has(name) }).toEqual({
        about,
        name,
        has: recorded.headers?.[name] !== undefined,
      })
    }
  }
  simulator.release()
})

test('uploads get the names that the recorded server gave', async () => {
  const recorded = readRecording('routes').events.flatMap((event, at, events) =>
    event.kind === 'note' ? [{ about: event.text, answer: events[at + 1] }] : [],
  )
  const upload = async (
    bytes: string,
    fields: Record<string, string> = {},
    part = 'image',
  ): Promise<unknown> => {
    const form = new FormData()
    form.append(part, new File([bytes], 'in%20put.png'))
    for (const [name, value] of Object.entries(fields)) form.append(name, value)
    const response = await fetch(`${simulator.url}/upload/image`, { method: 'POST', body: form })
    return response.ok ? [response.status, await response.json()] : [response.status]
  }
  const received = [
    await upload('first'),
    await upload('first'),
    await upload('second'),
    await upload('first', { subfolder: 'a/b' }),
    await upload('third', { overwrite: 'true' }),
    await upload('first', {}, 'picture'),
  ]
  expect(received).toEqual(
    recorded.map(({ answer }) => {
      if (answer?.kind !== 'response') throw new Error('A note without its response')
      return answer.body === undefined ? [answer.status] : [answer.status, answer.body]
    }),
  )
})

test('object_info says of every node what the recorded server said', async () => {
  const response = await fetch(`${simulator.url}/object_info`)
  const ours: Record<string, unknown> = JSON.parse(await response.text())
  const recorded: Record<string, unknown> = JSON.parse(readObjectInfoText())
  const lists = new Set([
    'VAELoader',
    'CLIPLoader',
    'DualCLIPLoader',
    'TripleCLIPLoader',
    'UNETLoader',
  ])
  const comparable = Object.keys(ours).filter(
    (name) =>
      name in recorded && !lists.has(name) && name !== 'LoadImage' && name !== 'LoadImageMask',
  )
  expect(comparable.length).toBeGreaterThan(70)
  for (const name of comparable) expect({ [name]: ours[name] }).toEqual({ [name]: recorded[name] })
})
