import { once } from 'node:events'
import { createA1111Api } from '@darkroom/a1111-api'
import { createMemoryHouse } from '@darkroom/door-ports/testing'
import { serve } from '@hono/node-server'
import { z } from 'zod'

const house = createMemoryHouse({
  models: [
    {
      kind: 'base',
      filename: 'base/dreamscape_xl.safetensors',
      displayName: 'base/dreamscape_xl',
      servers: ['gpu-1'],
    },
  ],
})
// In place of a server that paints.
house.jobs.onSubmit = ({ id }) => {
  house.jobs.start(id)
  house.jobs.finish(id, [{ bytes: Buffer.from('a picture'), width: 512, height: 512 }])
}

const { app } = createA1111Api(house)
const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
await once(server, 'listening')
const address = server.address()
if (address === null || typeof address === 'string') throw new Error('There is no port.')

const answer = await fetch(`http://127.0.0.1:${address.port}/sdapi/v1/txt2img`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({
    prompt: 'a lighthouse at dawn',
    sampler_name: 'DPM++ 2M Karras',
    steps: 20,
    cfg_scale: 6.5,
    seed: 42,
    width: 512,
    height: 512,
  }),
})
const { info } = z.object({ info: z.string() }).parse(await answer.json())
console.log(JSON.parse(info).infotexts[0])
server.close()
