import { expect, test } from 'vitest'
import { houseServers } from './house-servers.ts'

test('while no server answers nobody is told that there are no models', async () => {
  const generation = {
    servers: () => [],
    queueState: () => ({
      paused: false,
      waiting: 0,
      maxWaiting: 1,
      running: 0,
      runningIds: [],
      completed: 0,
      failed: 0,
      cancelled: 0,
    }),
  }
  const servers = houseServers({ generation }, [])
  for (const folder of [undefined, 'checkpoints']) {
    await expect(servers.modelFiles(folder)).rejects.toMatchObject({ status: 503, retryAfter: 5 })
  }
})
