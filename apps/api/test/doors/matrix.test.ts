import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type RunningDarkroom, request, runDarkroom } from '../running-darkroom.ts'

let running: RunningDarkroom
beforeAll(async () => {
  running = await runDarkroom()
})
afterAll(async () => {
  await running[Symbol.asyncDispose]()
})

const at = (path: string): string => `${running.url}${path}`

const send = async (path: string, body: unknown): Promise<unknown> => {
  const answer = await fetch(at(path), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return await answer.json()
}

const read = async (path: string): Promise<unknown> => await (await fetch(at(path))).json()

async function call(name: string, args: Record<string, unknown>): Promise<unknown> {
  const client = new Client({ name: 'matrix', version: '1' })
  await client.connect(new StreamableHTTPClientTransport(new URL(at('/mcp'))))
  try {
    const { structuredContent } = await client.callTool({ name, arguments: args })
    return structuredContent
  } finally {
    await client.close()
  }
}

const node = (class_type: string, inputs: Readonly<Record<string, unknown>>) => ({
  class_type,
  inputs,
})

const graphOf = (prompt: string) => ({
  '3': node('KSampler', {
    seed: 11,
    steps: 4,
    cfg: 7,
    sampler_name: 'euler',
    scheduler: 'normal',
    denoise: 1,
    model: ['4', 0],
    positive: ['6', 0],
    negative: ['6', 0],
    latent_image: ['5', 0],
  }),
  '4': node('CheckpointLoaderSimple', { ckpt_name: request.model }),
  '5': node('EmptyLatentImage', { width: 64, height: 64, batch_size: 1 }),
  '6': node('CLIPTextEncode', { text: prompt, clip: ['4', 1] }),
  '8': node('VAEDecode', { samples: ['3', 0], vae: ['4', 2] }),
  '9': node('SaveImage', { filename_prefix: 'ComfyUI', images: ['8', 0] }),
})

const idIn = (answer: unknown, word: string): string => z.string().parse(Object(answer)[word])

/** A door by which a job comes: resolves with the job's id, and with what its caller is told at the end where it waits for that. */
type Submit = (prompt: string) => Promise<{ id: string; waiting?: Promise<unknown> }>

/** The newest job of the list, for callers that are told no id before the end. */
async function newest(prompt: string): Promise<string> {
  const jobs = z.object({ jobs: z.array(z.object({ request_id: z.string(), prompt: z.string() })) })
  const find = async () =>
    jobs.parse(await read('/api/jobs?limit=5')).jobs.find((job) => job.prompt === prompt)
  await expect.poll(find).toBeDefined()
  return (await find())?.request_id ?? ''
}

const submits: Readonly<Record<string, Submit>> = {
  rest: async (prompt) => ({
    id: idIn(await send('/api/generate', { ...request, prompt }), 'request_id'),
  }),
  openai: async (prompt) => {
    const waiting = send('/v1/images/generations', { prompt, model: request.model })
    return { id: await newest(prompt), waiting }
  },
  a1111: async (prompt) => {
    const waiting = send('/sdapi/v1/txt2img', { prompt, steps: 4, width: 64, height: 64 })
    return { id: await newest(prompt), waiting }
  },
  comfyui: async (prompt) => ({
    id: idIn(
      await send('/comfyui/prompt', { prompt: graphOf(prompt), client_id: 'matrix' }),
      'prompt_id',
    ),
  }),
  'comfy-api': async (prompt) => ({
    id: idIn(await send('/api/v2/jobs', { workflow: graphOf(prompt) }), 'id'),
  }),
  mcp: async (prompt) => ({
    id: idIn(
      await call('generate_image', { prompt, model: request.model, wait_seconds: 0 }),
      'job_id',
    ),
  }),
}

interface Looks {
  /** What the door says of a job that runs, in a word. */
  running(id: string): Promise<unknown>
  cancel(id: string): Promise<unknown>
  /** What it says of a job that was cancelled. */
  cancelled(id: string): Promise<unknown>
}

const rest = async (id: string): Promise<unknown> =>
  Object(await read(`/api/generate/status/${id}`)).status
const comfyApi = async (id: string): Promise<unknown> =>
  Object(await read(`/api/v2/jobs/${id}`)).status
const mcp = async (id: string): Promise<unknown> =>
  Object(await call('get_job', { job_id: id })).status
const queued = async (id: string): Promise<unknown> =>
  z
    .object({ queue_running: z.array(z.array(z.unknown())) })
    .parse(await read('/comfyui/queue'))
    .queue_running.some(([, known]) => known === id)
    ? 'running'
    : 'elsewhere'
const ended = async (id: string): Promise<unknown> => {
  const history = Object(await read(`/comfyui/history/${id}`))
  return Object(history[id]).status?.messages?.at(-1)?.[0]
}

const doors: Readonly<Record<string, Looks>> = {
  rest: {
    running: rest,
    cancel: (id) => fetch(at(`/api/generate/${id}`), { method: 'DELETE' }),
    cancelled: rest,
  },
  comfyui: {
    running: queued,
    cancel: (id) =>
      fetch(at('/comfyui/interrupt'), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ prompt_id: id }),
      }),
    cancelled: ended,
  },
  'comfy-api': {
    running: comfyApi,
    cancel: (id) => send(`/api/v2/jobs/${id}/cancel`, {}),
    cancelled: comfyApi,
  },
  mcp: { running: mcp, cancel: (id) => call('cancel_job', { job_id: id }), cancelled: mcp },
}

describe.each(Object.keys(submits))('a job that came by %s', (from) => {
  test.each(Object.keys(doors))(
    'is seen running, cancelled and seen to be over by %s',
    async (by) => {
      const door = doors[by]
      const submit = submits[from]
      if (door === undefined || submit === undefined) throw new Error('There is no such door.')
      running.simulator.hold()
      const { id, waiting } = await submit(`${from} by ${by}`)
      await running.simulator.waitFor(({ event, promptId }) => event === 'start' && promptId === id)
      await expect.poll(() => door.running(id)).toMatch(/^(?:running|processing)$/)
      await door.cancel(id)
      running.simulator.release()
      await expect
        .poll(() => door.cancelled(id))
        .toMatch(/^(?:cancelled|canceled|execution_interrupted)$/)
      // All the others see the same.
      for (const other of Object.values(doors)) {
        expect(await other.cancelled(id)).toMatch(/^(?:cancelled|canceled|execution_interrupted)$/)
      }
      // Whoever waits for the picture is told that there will be none.
      if (waiting !== undefined)
        expect(JSON.stringify(await waiting)).toMatch(/cancel|interrupt|"images":\[\]/i)
    },
  )
})

describe.each(Object.keys(submits))('a picture that came by %s', (from) => {
  test('is in the gallery and in the history of every door', async () => {
    running.simulator.release()
    const prompt = `a picture by ${from}`
    const { id, waiting } = (await submits[from]?.(prompt)) ?? { id: '' }
    await waiting
    await expect.poll(() => rest(id)).toBe('completed')
    expect(await comfyApi(id)).toBe('succeeded')
    expect(await mcp(id)).toBe('completed')
    expect(await ended(id)).toBe('execution_success')
    const listed = z
      .array(z.object({ prompt: z.string() }))
      .parse(await read(`/api/gallery?keyword=${encodeURIComponent(prompt)}`))
    expect(listed.map((image) => image.prompt)).toEqual([prompt])
  })
})
