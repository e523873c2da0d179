import {
  type RecordedEvent,
  type RecordedVersion,
  type Recording,
  readNewerRecording,
  readObjectInfoText,
  readRecording,
  recordedVersions,
} from '@darkroom/comfy-recordings'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createSimulator, defaultModels, type Simulator } from '../src/index.ts'
import { fieldsOf, shapeOf, withoutId, withoutMachine } from './comparable.ts'
import { expectSame, Replay } from './replay.ts'

type Kind<K extends RecordedEvent['kind']> = Extract<RecordedEvent, { kind: K }>

/** The requests of a recording that were sent as JSON, each with its response. */
const exchangesOf = ({ events }: Recording) =>
  events.flatMap((request, at): { request: Kind<'request'>; response: Kind<'response'> }[] => {
    const response = events.slice(at + 1).find((event) => event.kind === 'response')
    return request.kind === 'request' && response?.kind === 'response'
      ? [{ request, response }]
      : []
  })

const post = async (url: string, body: unknown): Promise<unknown> => {
  const text = body === undefined ? '{nope' : JSON.stringify(body)
  const response = await fetch(url, { method: 'POST', body: text })
  const type = response.headers.get('content-type')
  const isJson = type?.includes('json') === true
  return [response.status, type, withoutId(isJson ? await response.json() : await response.text())]
}

/** The LoRAs that the recorded server had. */
const recordedLoras = (version: RecordedVersion): string[] => {
  const asked = exchangesOf(readRecording('routes', version)).find(
    ({ request }) => request.path === '/models/loras',
  )
  return z.array(z.string()).parse(asked?.response.body)
}

/**
 * Recordings with two outputs, which the server runs in the order of a Python set. Here it is the order of their ids, so the
 * ids are exchanged where the recorded server happened to take the other one first.
 */
const twoOutputs: ReadonlySet<string> = new Set(['preview-and-save', 'two-saves'])

const swapped = (recording: Recording): Recording =>
  JSON.parse(JSON.stringify(recording).replace(/"([78])"/g, (_, id) => `"${15 - Number(id)}"`))

/** The recorded servers had no other models. */
const nothingElse = Object.fromEntries(
  Object.keys(defaultModels)
    .filter((folder) => !['checkpoints', 'loras', 'upscale_models'].includes(folder))
    .map((folder) => [folder, []]),
)

describe.each(recordedVersions)('ComfyUI %s', (version) => {
  let simulator: Simulator

  beforeAll(async () => {
    simulator = await createSimulator({
      profile: version,
      previewMethod: 'latent2rgb',
      paint: 'plain',
      stepsPerSecond: 50,
      brokenModels: ['broken.safetensors', 'broken_lora.safetensors'],
      models: {
        checkpoints: [
          'base/tiny_base.safetensors',
          'broken.safetensors',
          'merged/tiny_merged.safetensors',
        ],
        loras: recordedLoras(version),
        upscale_models: ['fake_2x.safetensors'],
        ...nothingElse,
      },
    })
  })

  afterAll(async () => {
    await simulator[Symbol.asyncDispose]()
  })

  const untilIdle = async (): Promise<void> => {
    simulator.release()
    await expect
      .poll(async () => (await fetch(`${simulator.url}/prompt`)).json())
      .toEqual({ exec_info: { queue_remaining: 0 } })
  }

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
    await replay.play(readRecording(name, version))
    expectSame(replay)
  })

  test('every refused prompt gets the recorded answer, word for word', async () => {
    // The last job is accepted.
    simulator.hold()
    const recorded = exchangesOf(readRecording('validation-errors', version))
    expect(recorded).toHaveLength(15)
    for (const { request, response } of recorded) {
      const answer = await post(`${simulator.url}/prompt`, request.body)
      const { status, content_type, body, text } = response
      expect({ sent: request.body, answer: fieldsOf(answer) }).toEqual({
        sent: request.body,
        answer: fieldsOf([status, content_type, withoutId(body ?? text)]),
      })
    }
    // 0.8.0 was still running it when its `routes` were recorded, 0.33.0 was not.
    if (version !== '0.8.0') await untilIdle()
  })

  /** Answers that can only match in shape: another machine, other files, ids chosen by the server. */
  const onlyShape = ['/system_stats', '/view_metadata', '/queue', '/history?', '/api/jobs?']

  test('the read routes answer as recorded', async () => {
    const replay = new Replay(simulator)
    await replay.play(readRecording('routes', version))
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
    const recorded = readRecording('routes', version).events.flatMap((event, at, events) =>
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
    const recorded: Record<string, unknown> = JSON.parse(readObjectInfoText(version))
    // The recorded 0.8.0 had no upscalers, and uploads came and went.
    const lists = /^(?:UpscaleModelLoader|LoadImage|LoadImageMask|LoadVideo|LoadAudio)$/
    const comparable = Object.keys(ours).filter((name) => name in recorded && !lists.test(name))
    expect(comparable.length).toBeGreaterThan(430)
    for (const name of comparable)
      expect({ [name]: ours[name] }).toEqual({ [name]: recorded[name] })
  })

  /** What was recorded of the newer release only, in its order; a refused prompt stands between the last ones. */
  const newer = [
    'img2img',
    'img2img-scaled',
    'img2img-odd-size',
    'inpaint-alpha',
    'inpaint-mask-file',
    'inpaint-noise-mask',
    'inpaint-upload-mask',
    'hires-fix',
    'image-scale-by',
    'upscale-model',
    'upscale-existing',
    'lora',
    'lora-broken',
    'preview-image',
    'preview-and-save',
    'two-saves',
    'animated-webp',
    'animated-png',
    'img2img-missing',
    'img2img-not-image',
    'inpaint-mask-size',
    'preview-off-per-job',
  ] as const

  test.each(version === '0.33.0' ? newer : [])(
    '%s: pictures from pictures are made as the recorded server made them',
    async (name) => {
      const replay = new Replay(simulator)
      const recording = readNewerRecording(name)
      await replay.play(twoOutputs.has(name) ? swapped(recording) : recording)
      expectSame(replay)
    },
  )
})

test('ComfyUI 0.33.0: which prompt ids are taken', async () => {
  await using simulator = await createSimulator({
    profile: '0.33.0',
    paint: 'plain',
    models: { checkpoints: ['base/tiny_base.safetensors'] },
  })
  simulator.hold()
  for (const { request, response } of exchangesOf(readNewerRecording('prompt-ids'))) {
    const { status, content_type, body, text } = response
    const withoutNumber = (value: unknown): unknown =>
      JSON.parse(JSON.stringify(value, (key, item) => (key === 'number' ? 0 : item)))
    const answer = await post(`${simulator.url}/prompt`, request.body)
    expect({ sent: request.body, answer: withoutNumber(fieldsOf(answer)) }).toEqual({
      sent: request.body,
      answer: withoutNumber(fieldsOf([status, content_type, withoutId(body ?? text)])),
    })
  }
})
