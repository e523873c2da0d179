// A door of one route on a house in memory: node examples/plain-door.ts
import { type Door, type House, untilEnded } from '@darkroom/door-ports'
import { createMemoryHouse } from '@darkroom/door-ports/testing'
import { Hono } from 'hono'

function createPlainDoor(house: Pick<House, 'jobs' | 'callerOf' | 'toDoorError'>): Door {
  const app = new Hono()
  const refuse: Door['refuse'] = ({ message, status }) => new Response(message, { status })
  app.onError((error) => refuse(house.toDoorError(error)))
  app.get('/plain/:prompt', async (c) => {
    const caller = house.callerOf(c)
    const words = { prompt: c.req.param('prompt'), model: 'dreamscape_xl.safetensors' }
    const { ids } = await house.jobs.submit({ words }, { caller })
    const [job] = await untilEnded(house.jobs, ids, { signal: caller.signal })
    return c.text(job?.outputs[0]?.url ?? job?.failure?.message ?? 'It was cancelled.')
  })
  return { name: 'plain', app, owns: (path) => path.startsWith('/plain/'), refuse }
}

const house = createMemoryHouse()
house.jobs.onSubmit = ({ id }) => {
  house.jobs.start(id)
  house.jobs.finish(id, [{ bytes: new Uint8Array([1, 2, 3]) }])
}
const door = createPlainDoor(house)
const answer = await door.app.request('http://localhost/plain/a%20lighthouse')
console.log(await answer.text())
