import { setTimeout as delay } from 'node:timers/promises'
import type { Weather } from '../world/network.ts'
import { type Script, untilProcessing } from './script.ts'

const wishes = Array.from({ length: 6 }, (_, index) => ({ key: `wish-${index}`, steps: 6 }))

const weathers: readonly (readonly [string, Weather])[] = [
  ['refuses connections', 'refused'],
  ['swallows everything', 'silent'],
  ['swallows answers', 'one-way'],
  ['takes 150 ms', 150],
]

/** Both ends live and do not hear each other for longer than any time limit of a request. */
export const networkScripts: readonly Script[] = [1, 2].flatMap((servers) =>
  weathers.map(([name, weather]) => ({
    name: `a network that ${name}, servers: ${servers}`,
    world: { servers },
    wishes,
    act: async (stage) => {
      await untilProcessing(stage, stage.wishes[0])
      const [server] = stage.scene.world.servers
      if (server === undefined) return
      server.network.weather = weather
      await delay(1_800)
      server.network.weather = 'open'
    },
  })),
)
