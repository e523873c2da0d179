import { expect, test } from 'vitest'
import { createAllDefinitions, type PoolClient } from './all-definitions.ts'

const clientOf = (objectInfo: PoolClient['client']['objectInfo']): PoolClient => ({
  name: 'gpu-1',
  client: { objectInfo, models: async () => undefined, modelFolders: async () => [] },
})

test('what is known is told when a server does not answer for long, and news when they are there', async () => {
  let time = 0
  let asked = 0
  const news = Promise.withResolvers<void>()
  const client = clientOf(async () => {
    asked += 1
    if (asked > 1) await news.promise
    const name = asked === 1 ? 'Old' : 'New'
    return { [name]: {} }
  })
  const definitions = createAllDefinitions(() => [client], { now: () => time, patience: 0 })
  expect(await definitions.get()).toEqual({ Old: {} })
  time = 60_000
  expect(await definitions.get()).toEqual({ Old: {} })
  news.resolve()
  await expect.poll(() => definitions.get()).toEqual({ New: {} })
  expect(asked).toBe(2)
})
