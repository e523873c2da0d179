import { testHouse } from '../contract/test-house.ts'
import { createMemoryHouse } from './memory-house.ts'

const png = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')

testHouse('a house in memory', async () => {
  const house = createMemoryHouse()
  house.jobs.onSubmit = ({ id }) => {
    house.jobs.start(id)
    house.jobs.finish(id, [{ bytes: png }])
  }
  return {
    house,
    words: { prompt: 'a lighthouse', model: 'dreamscape_xl.safetensors' },
    png,
    [Symbol.asyncDispose]: async () => house.stop(),
  }
})
