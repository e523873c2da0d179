import { eventually } from '../referee/settle.ts'
import type { Script, Stage } from './script.ts'

const batches = 100
const batchOf = 20

async function untilDone({ scene }: Stage, count: number): Promise<void> {
  await eventually(async () => {
    const answer = await scene.api.request('/api/gallery?limit=1')
    return Number(answer.headers.get('x-total-count')) >= count
  }, 60_000)
}

/** Pauses the group through a death of the product; none of its jobs may begin. */
async function pauseThroughDeath({ scene, signal }: Stage, id: string | undefined): Promise<void> {
  await scene.api.post(`/api/batch/${id}/pause`, {})
  await scene.world.app.kill()
  await scene.world.app.up(signal)
  await eventually(async () => (await scene.api.post(`/api/batch/${id}/resume`, {})).ok, 10_000)
}

/** Two batches of the prompts of a graph over two servers, through deaths of everybody. */
export const matrixScript = (choices: number): Script => ({
  name: `a matrix of ${choices} prompts over a graph, the product killed twice and a server once`,
  world: { servers: 2, stepsPerSecond: 1_000 },
  wishes: [
    { key: 'matrix', batch: choices, isMatrix: true, steps: 1 },
    { key: 'beside', batch: 3, isMatrix: true, steps: 1 },
  ],
  act: async (stage) => {
    const { scene, wishes } = stage
    await eventually(() => wishes.every(({ id }) => id !== undefined), 30_000)
    await untilDone(stage, choices / 8)
    await pauseThroughDeath(stage, wishes.at(0)?.id)
    await untilDone(stage, choices / 3)
    await scene.world.servers[0]?.supervisor.kill({ downMs: 2_000 })
    await untilDone(stage, (choices * 2) / 3)
    await scene.world.app.kill()
  },
  patienceMs: 120_000,
})

/** Groups of more jobs than the queue keeps whole, through deaths of everybody. */
export const groupScripts: readonly Script[] = [
  {
    name: `${batches} batches of ${batchOf}, a restart and a dying server`,
    world: {
      servers: 2,
      stepsPerSecond: 1_000,
    },
    wishes: Array.from({ length: batches }, (_, index) => ({
      key: `batch-${index}`,
      batch: batchOf,
      steps: 1,
    })),
    act: async (stage) => {
      const { scene, wishes } = stage
      await eventually(() => wishes.every(({ id }) => id !== undefined), 30_000)
      await pauseThroughDeath(stage, wishes.at(-1)?.id)
      await untilDone(stage, 300)
      await scene.world.servers[0]?.supervisor.kill({ downMs: 2_000 })
      await untilDone(stage, 600)
      await scene.world.app.kill()
    },
    patienceMs: 240_000,
  },
  matrixScript(160),
]
