import { randomUUID } from 'node:crypto'
import { expect, vi } from 'vitest'
import { WebSocket } from 'ws'
import type { Simulator } from '../src/index.ts'

export type Graph = Record<string, { class_type: string; inputs: Record<string, unknown> }>

/** The default graph, with ComfyUI's own node ids. */
export const textToImage = (
  changes: {
    text?: string
    seed?: number | string
    steps?: number
    checkpoint?: string
    prefix?: string
    size?: number
  } = {},
): Graph => {
  const size = changes.size ?? 64
  return {
    3: {
      class_type: 'KSampler',
      inputs: {
        seed: changes.seed ?? 1,
        steps: changes.steps ?? 3,
        cfg: 7,
        sampler_name: 'euler',
        scheduler: 'normal',
        denoise: 1,
        model: ['4', 0],
        positive: ['6', 0],
        negative: ['7', 0],
        latent_image: ['5', 0],
      },
    },
    4: {
      class_type: 'CheckpointLoaderSimple',
      inputs: { ckpt_name: changes.checkpoint ?? 'base/dreamscape_xl.safetensors' },
    },
    5: { class_type: 'EmptyLatentImage', inputs: { width: size, height: size, batch_size: 1 } },
    6: { class_type: 'CLIPTextEncode', inputs: { text: changes.text ?? 'a lake', clip: ['4', 1] } },
    7: { class_type: 'CLIPTextEncode', inputs: { text: '', clip: ['4', 1] } },
    8: { class_type: 'VAEDecode', inputs: { samples: ['3', 0], vae: ['4', 2] } },
    9: {
      class_type: 'SaveImage',
      inputs: { filename_prefix: changes.prefix ?? 'test', images: ['8', 0] },
    },
  }
}

/** A parsed answer, which tests read field by field. */
type Parsed = ReturnType<typeof JSON.parse>

export interface Answer {
  readonly status: number
  readonly body: Parsed
}

export const post = async (simulator: Simulator, path: string, body: unknown): Promise<Answer> => {
  const response = await fetch(simulator.url + path, { method: 'POST', body: JSON.stringify(body) })
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.includes('json') === true
  return { status: response.status, body: isJson ? JSON.parse(text) : text }
}

export const get = async (simulator: Simulator, path: string): Promise<Answer> => {
  const response = await fetch(simulator.url + path)
  const isJson = response.headers.get('content-type')?.includes('json') === true
  return { status: response.status, body: isJson ? await response.json() : await response.text() }
}

/** Sends a graph; returns its id. */
export const submit = async (
  simulator: Simulator,
  prompt: Graph,
  more: Record<string, unknown> = {},
): Promise<string> => {
  const promptId = randomUUID()
  const { status } = await post(simulator, '/prompt', { prompt, prompt_id: promptId, ...more })
  expect(status).toBe(200)
  return promptId
}

/** Waits for the history entry of a job. */
export const finished = (simulator: Simulator, promptId: string): Promise<Answer['body']> =>
  vi.waitFor(
    async () => {
      const { body } = await get(simulator, `/history/${promptId}`)
      expect(body).toHaveProperty(promptId)
      return body[promptId]
    },
    { timeout: 10_000, interval: 5 },
  )

/** A socket that records its messages. */
export class Listener {
  readonly events: { type: string; data: Parsed }[] = []
  readonly frames: Buffer[] = []
  readonly socket: WebSocket

  private constructor(socket: WebSocket) {
    this.socket = socket
    socket.on('message', (data, isBinary) => {
      if (!Buffer.isBuffer(data)) return
      if (isBinary) this.frames.push(data)
      else this.events.push(JSON.parse(data.toString('utf8')))
    })
  }

  static async open(simulator: Simulator, clientId: string, flags?: object): Promise<Listener> {
    const url = `${simulator.url.replace('http', 'ws')}/ws?clientId=${clientId}`
    const listener = new Listener(new WebSocket(url))
    await listener.heard((event) => event.type === 'status')
    if (flags !== undefined) {
      listener.socket.send(JSON.stringify({ type: 'feature_flags', data: flags }))
      await listener.heard((event) => event.type === 'feature_flags')
    }
    return listener
  }

  get types(): readonly string[] {
    return this.events.map(({ type }) => type)
  }

  async heard(isMeant: (event: Listener['events'][number]) => boolean): Promise<void> {
    await expect.poll(() => this.events.some(isMeant), { interval: 2 }).toBe(true)
  }

  /** Waits for the last event of a job. */
  async ended(promptId: string): Promise<void> {
    await this.heard(
      ({ type, data }) => type === 'executing' && data.node === null && data.prompt_id === promptId,
    )
  }

  async closed(): Promise<void> {
    await expect.poll(() => this.socket.readyState, { interval: 2 }).toBe(WebSocket.CLOSED)
  }
}
