// The official SDK against the door, on a house in memory: node --conditions=@darkroom/source examples/run-a-workflow.ts
import type { AddressInfo } from 'node:net'
import { Comfy } from '@comfyorg/sdk'
import { createComfyApiV2 } from '@darkroom/comfy-api-v2'
import { createMemoryHouse } from '@darkroom/door-ports/testing'
import { serve } from '@hono/node-server'

// A house that runs nothing by itself: here a job goes on as it is told below.
const house = createMemoryHouse()
const { jobs } = house

const { promise, resolve } = Promise.withResolvers<AddressInfo>()
const { app } = createComfyApiV2(house)
const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, resolve)
process.env.COMFY_BASE_URL = `http://127.0.0.1:${(await promise).port}`

const client = new Comfy()
const workflow = client.workflows.fromJson({
  '9': { class_type: 'SaveImage', inputs: { images: ['10', 0] } },
  '10': { class_type: 'LoadImage', inputs: {} },
})
workflow.setInput('10', 'image', client.assets.fromBytes(new Uint8Array([1, 2, 3])))

const job = await client.submit(workflow)
for await (const event of job.events()) {
  if (event.kind === 'statusChange') {
    console.log(event.status)
    if (event.status === 'queued') jobs.start(job.id)
    else jobs.show(job.id, { value: 0.5, step: 10, steps: 20, stage: 'sampling' })
  } else if (event.kind === 'progress' && event.step !== null) {
    console.log(event.value, event.message)
    jobs.finish(job.id, [{ bytes: new Uint8Array([137, 80, 78, 71]), node: '9' }])
  }
}
await job.wait()
const [output] = job.getOutputs('9')
console.log(output?.contentType, await output?.toBytes())

house.stop()
server.close()
