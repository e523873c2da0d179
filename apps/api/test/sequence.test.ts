import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { z } from 'zod'
import {
  acceptedFrameSchema,
  acceptedSequenceSchema,
  type Sequence,
  sequenceSchema,
} from '../src/groups/sequence-schemas.ts'
import { scenePromptsSchema } from '../src/stories/story-schemas.ts'
import { namesInZip } from './names-in-zip.ts'
import { problem, type RunningDarkroom, request, runDarkroom } from './running-darkroom.ts'

const story =
  'Mia, a girl with red hair, finds a lantern in a dark forest. She follows its light over a river to an old lighthouse, where her lost brother waits at dawn.'

const parameters = { steps: 4, resolution: { width: 256, height: 256 } }

const post = ({ url }: RunningDarkroom, path: string, json: object = {}): Promise<Response> =>
  fetch(`${url}/api/sequence${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(json),
  })

async function write(running: RunningDarkroom, changes: object = {}) {
  const body = { story_description: story, frame_count: 4, model: request.model, ...changes }
  const answer = await post(running, '/prompts', body)
  expect(answer.status).toBe(200)
  return scenePromptsSchema.parse(await answer.json())
}

async function generate(running: RunningDarkroom, body: object): Promise<string> {
  const answer = await post(running, '/generate', { parameters, ...body })
  expect(answer.status).toBe(202)
  return acceptedSequenceSchema.parse(await answer.json()).sequence_id
}

/** Follows the sequence's events to their end, as the frontend does. */
async function ended({ url }: RunningDarkroom, id: string): Promise<Sequence> {
  await (await fetch(`${url}/api/sequence/${id}/events`)).text()
  return sequenceSchema.parse(await (await fetch(`${url}/api/sequence/${id}`)).json())
}

test('a story becomes prompts, which are edited and become frames, and all of it is written down', async () => {
  await using running = await runDarkroom()
  const { sequence_id, prompts, metadata } = await write(running, { keywords: ['ink'] })
  expect(prompts).toHaveLength(4)
  for (const { prompt } of prompts) expect(prompt).toContain('ink')

  await running.restart()
  const draft = await fetch(`${running.url}/api/sequence/${sequence_id}/prompts`)
  expect(scenePromptsSchema.parse(await draft.json()).prompts).toEqual(prompts)

  // Of these, one is edited, one left out, one added, and one has parameters of its own.
  const [first, second, , fourth] = prompts
  const edited = [
    { ...first, prompt: 'Mia lights the lantern' },
    { ...second, parameters: { steps: 6, seed: 77 } },
    fourth,
    { frame_number: 9, prompt: 'The end', description: 'The end' },
  ]
  const id = await generate(running, { sequence_id, prompts: edited })
  const sequence = await ended(running, id)
  expect(sequence).toMatchObject({
    sequence_id,
    status: 'completed',
    total_frames: 4,
    completed_frames: 4,
    failed_frames: [],
    story: { description: story, arc: metadata.arc, producer: metadata.producer },
  })
  expect(sequence.frames.map(({ frame_number }) => frame_number)).toEqual([1, 2, 4, 9])
  expect(sequence.frames[0]?.prompt).toBe('Mia lights the lantern')
  expect(sequence.frames[1]?.image?.parameters.steps).toBe(6)
  expect(sequence.frames[1]?.seed).toBe(77)
  const [seed] = sequence.seeds
  expect(sequence.seeds).toEqual([seed, 77, seed, seed])

  const file = join(running.gallery, 'sequences', id, 'sequence.json')
  await expect
    .poll(async () => JSON.parse(await readFile(file, 'utf8')))
    .toMatchObject({
      status: 'completed',
      story,
      arc: metadata.arc,
      characters: metadata.characters,
      setting: metadata.setting,
      keywords: ['ink'],
      producer: metadata.producer,
      frames: sequence.frames.map(({ frame_number, prompt }) => ({ frame_number, prompt })),
    })
  expect(
    (await problem(await post(running, '/generate', { sequence_id, prompts }), 409)).code,
  ).toBe('wrong_state')
})

test('prompts of one’s own are a sequence without a story, each time they are sent', async () => {
  await using running = await runDarkroom()
  const prompts = ['a hen', 'a heron'].map((prompt, at) => ({ frame_number: at + 1, prompt }))
  const refused = await problem(await post(running, '/generate', { prompts }), 400)
  expect(refused.errors).toEqual([
    { path: 'parameters.model', message: 'is needed where there is no story' },
  ])
  const own = { prompts, parameters: { ...parameters, model: request.model, seed: 7 } }
  const id = await generate(running, own)
  const sequence = await ended(running, id)
  expect(sequence).toMatchObject({ status: 'completed', completed_frames: 2, seeds: [7, 7] })
  expect(sequence.frames.map(({ prompt }) => prompt)).toEqual(['a hen', 'a heron'])
  expect(sequence).not.toHaveProperty('story')
  expect(await generate(running, own)).not.toBe(id)
})

test('a single frame is made anew later, and sheet, show and archive follow', async () => {
  await using running = await runDarkroom()
  const { sequence_id, prompts } = await write(running, { frame_count: 3 })
  const base = `${running.url}/api/sequence/${sequence_id}`
  const id = await generate(running, { sequence_id, prompts })
  const before = await ended(running, id)
  const sheetBefore = await (await fetch(`${base}/contact-sheet.webp`)).arrayBuffer()

  const change = { prompt: 'a storm at sea', parameters: { steps: 3 } }
  const answer = await post(running, `/${id}/frames/2/regenerate`, change)
  expect(answer.status).toBe(202)
  const accepted = acceptedFrameSchema.parse(await answer.json())
  const after = await ended(running, id)
  expect(after).toMatchObject({ status: 'completed', total_frames: 3, completed_frames: 3 })
  expect(after.frames[1]).toMatchObject({
    frame_number: 2,
    request_id: accepted.request_id,
    prompt: 'a storm at sea',
    seed: accepted.seed,
  })
  expect(after.frames[1]?.image?.id).not.toBe(before.frames[1]?.image?.id)
  // The former picture is still in the gallery.
  expect((await fetch(`${running.url}${before.frames[1]?.image?.image_url}`)).status).toBe(200)

  const sheet = await (await fetch(`${base}/contact-sheet.webp`)).arrayBuffer()
  expect(Buffer.from(sheet).equals(Buffer.from(sheetBefore))).toBe(false)
  const show = await (await fetch(`${base}/slideshow.webp?frame_ms=40&width=128`)).arrayBuffer()
  expect(await sharp(show, { animated: true }).metadata()).toMatchObject({
    pages: 3,
    width: 128,
    delay: [40, 40, 40],
  })
  const archive = Buffer.from(await (await fetch(`${base}/archive`)).arrayBuffer())
  const names = namesInZip(archive)
  expect(names.map((name) => name.slice(0, 3))).toEqual(['001', '002', '003'])
  expect(names).toEqual(names.toSorted())
  await problem(await post(running, `/${id}/frames/7/regenerate`), 404)
})

test('the same frames again with other seeds are a sequence of their own', async () => {
  await using running = await runDarkroom()
  const { sequence_id, prompts } = await write(running, { frame_count: 3 })
  const edited = [...prompts.slice(0, 2), { ...prompts[2], parameters: { steps: 3, seed: 77 } }]
  const first = await ended(running, await generate(running, { sequence_id, prompts: edited }))
  const answer = await post(running, `/${sequence_id}/again`, { seed_mode: 'incremental' })
  expect(answer.status).toBe(202)
  const accepted = acceptedSequenceSchema.parse(await answer.json())
  expect(accepted.sequence_id).not.toBe(sequence_id)
  expect(answer.headers.get('location')).toBe(`/api/sequence/${accepted.sequence_id}`)
  const second = await ended(running, accepted.sequence_id)
  expect(second).toMatchObject({ status: 'completed', completed_frames: 3, story: first.story })
  expect(second.frames.map(({ prompt }) => prompt)).toEqual(first.frames.map((f) => f.prompt))
  expect(second.frames[2]?.image?.parameters.steps).toBe(3)
  expect(second.seeds).not.toContain(77)
  expect(second.seeds).not.toContain(first.seeds[0])
  expect(second.seeds[1]).toBe((second.seeds[0] ?? 0) + 1)
})

test('a frame that fails is told and run again; a paused sequence waits', async () => {
  await using running = await runDarkroom()
  running.simulator.faults.add({ kind: 'node-error', nodeClass: 'KSampler', skip: 1 })
  const { sequence_id, prompts } = await write(running, { frame_count: 3 })
  await running.api.queue.pause.$post()
  const id = await generate(running, { sequence_id, prompts, chain: true })
  const paused = await post(running, `/${id}/pause`)
  expect(sequenceSchema.parse(await paused.json())).toMatchObject({ paused: true })
  await running.api.queue.resume.$post()
  await post(running, `/${id}/resume`)
  const broken = await ended(running, id)
  expect(broken).toMatchObject({ status: 'completed', completed_frames: 1, failed_frames: [2] })
  expect(broken.frames.map(({ status }) => status)).toEqual(['completed', 'error', 'cancelled'])
  expect(broken.frames[1]?.error).toBeTruthy()
  expect(broken.frames[1]?.error_info?.code).toBeTruthy()
  const page = await fetch(`${running.url}/api/sequence/summaries`)
  expect(await page.json()).toEqual({
    sequences: [
      expect.objectContaining({
        sequence_id: id,
        description: story,
        status: 'completed',
        total_frames: 3,
        completed_frames: 1,
        failed_frames: [2],
        thumbnails: [broken.frames[0]?.image?.thumbnail_url],
      }),
    ],
  })
  expect((await post(running, `/${id}/retry`)).status).toBe(202)
  expect(await ended(running, id)).toMatchObject({ completed_frames: 3, failed_frames: [] })
})

const chatSchema = z.object({ messages: z.array(z.object({ content: z.string() })) })

/** A language model with OpenAI's protocol, which tells three frames. */
async function createChatServer(): Promise<AsyncDisposable & { readonly url: string }> {
  const server = createServer(async (incoming, response) => {
    chatSchema.parse(JSON.parse(await text(incoming)))
    const frames = ['wakes', 'walks', 'sleeps'].map((verb) => ({
      prompt: `the keeper ${verb}`,
      description: `He ${verb}.`,
      shot_type: 'wide shot',
    }))
    const scenes = {
      characters: ['Tomas'],
      setting: 'a tower',
      atmosphere: 'calm',
      arc: 'a day',
      frames,
    }
    const message = { role: 'assistant', content: JSON.stringify(scenes) }
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ choices: [{ index: 0, finish_reason: 'stop', message }] }))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = z.custom<AddressInfo>().parse(server.address())
  return {
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

test('with a language model it is the model that tells the story; without it the answer is 503', async () => {
  await using chat = await createChatServer()
  const settings = { SCENE_PRODUCER: `openai:${chat.url}#qwen3:8b` }
  await using running = await runDarkroom({ settings })
  const { sequence_id, prompts, metadata } = await write(running, { frame_count: 3 })
  expect(metadata).toMatchObject({ setting: 'a tower', characters: ['Tomas'] })
  expect(prompts[1]?.prompt).toContain('the keeper walks')
  const sequence = await ended(running, await generate(running, { sequence_id, prompts }))
  expect(sequence).toMatchObject({ status: 'completed', completed_frames: 3 })
  expect(sequence.story?.producer).toBe(metadata.producer)

  await chat[Symbol.asyncDispose]()
  const body = { story_description: story, frame_count: 3, model: request.model }
  const answer = await post(running, '/prompts', body)
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await problem(answer, 503)).code).toBe('scene_producer_unavailable')
})
