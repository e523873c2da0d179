import { once } from 'node:events'
import { createMemoryHouse } from '@darkroom/door-ports/testing'
import { createOpenAiImages } from '@darkroom/openai-images'
import { serve } from '@hono/node-server'
import OpenAI from 'openai'

const pixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC'

// A house in memory, whose pictures are all the same. Darkroom's house has ComfyUI behind it.
const house = createMemoryHouse({
  models: [
    {
      filename: 'base/dreamscape_xl.safetensors',
      displayName: 'base/dreamscape_xl',
      kind: 'base',
      servers: ['gpu-1'],
    },
  ],
})
house.jobs.onSubmit = ({ id }) =>
  house.jobs.finish(id, [{ bytes: Buffer.from(pixel, 'base64'), width: 1, height: 1 }])

const { app } = createOpenAiImages(house)
const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
await once(server, 'listening')
const address = server.address()
if (address === null || typeof address === 'string') throw new Error('There is no port.')

const client = new OpenAI({ baseURL: `http://127.0.0.1:${address.port}/v1`, apiKey: 'any' })
for await (const { id } of client.models.list()) console.log('model:', id)
const { data, response } = await client.images
  .generate({ model: 'dall-e-3', prompt: 'a lighthouse at dawn', size: '1792x1024', n: 2 })
  .withResponse()
console.log('pictures:', data.data?.length, 'of', response.headers.get('x-darkroom-model'))
console.log('asked for:', house.jobs.asked[0]?.asked)
server.close()
