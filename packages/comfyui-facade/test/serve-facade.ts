import { once } from 'node:events'
import {
  createMemoryHouse,
  type MemoryHouse,
  type MemoryHouseOptions,
} from '@darkroom/door-ports/testing'
import { serve, upgradeWebSocket } from '@hono/node-server'
import { onTestFinished } from 'vitest'
import { WebSocketServer } from 'ws'
import { createComfyuiFacade } from '../src/index.ts'

export interface ServedFacade {
  readonly house: MemoryHouse
  /** Such as `127.0.0.1:40123`. */
  readonly host: string
  readonly url: string
}

/** When the jobs of the house in memory end, as far as its clock goes. */
const now = 1_764_000_060_000

/** The door in front of a house in memory, on a port of loopback until the test ends. */
export async function serveFacade(
  options: MemoryHouseOptions & { readonly basePath?: string } = {},
): Promise<ServedFacade> {
  const { basePath = '', ...memory } = options
  const house = createMemoryHouse({ definitions, ...memory })
  const door = createComfyuiFacade(house, { basePath, upgradeWebSocket, clock: { now: () => now } })
  const sockets = new WebSocketServer({ noServer: true })
  const server = serve({
    fetch: door.app.fetch,
    port: 0,
    hostname: '127.0.0.1',
    websocket: { server: sockets },
  })
  if (!server.listening) await once(server, 'listening')
  onTestFinished(async () => {
    house.stop()
    for (const socket of sockets.clients) socket.terminate()
    const closed = once(server, 'close')
    server.close()
    if ('closeAllConnections' in server) server.closeAllConnections()
    await closed
  })
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return { house, host: `127.0.0.1:${port}`, url: `http://127.0.0.1:${port}${basePath}` }
}

const definitions = {
  KSampler: {
    input: {
      required: {
        seed: ['INT', { default: 0, min: 0 }],
        sampler_name: [['euler', 'ddim']],
        scheduler: [['normal', 'karras']],
      },
    },
    output: ['LATENT'],
    output_node: false,
  },
  CheckpointLoaderSimple: {
    input: { required: { ckpt_name: [['a.safetensors', 'b.safetensors']] } },
  },
  LoraLoader: { input: { required: { lora_name: [['ink.safetensors']] } } },
  LoadImage: { input: { required: { image: [['example.png'], { image_upload: true }] } } },
  CLIPTextEncode: { input: { required: { text: ['STRING', { multiline: true }] } } },
  SaveImage: { input: { required: { images: ['IMAGE'] } }, output_node: true },
}

/** A graph that samples and saves. */
export const graph = (seed: number | string = 1) => ({
  '3': { class_type: 'KSampler', inputs: { seed, sampler_name: 'euler' } },
  '9': { class_type: 'SaveImage', inputs: { images: ['3', 0], filename_prefix: 'rec' } },
})

/** Sends a prompt, as text where its numbers have more digits than ours. */
export const post = (
  url: string,
  body: Readonly<Record<string, unknown>> | string,
): Promise<Response> =>
  fetch(`${url}/prompt`, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })

/** The body of an answer. */
export const bodyOf = async (answer: Response | Promise<Response>): Promise<unknown> =>
  (await answer).json()
