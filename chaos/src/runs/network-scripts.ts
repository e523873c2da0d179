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
const cutScripts: readonly Script[] = [1, 2].flatMap((servers) =>
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

/**
 * Somebody clears the history of the server as soon as anything is in it, and what the socket tells gets through, does
 * not, or is cut off with all the rest.
 */
const clearedScripts: readonly Script[] = [
  { name: 'is heard', deaf: [], weather: undefined },
  {
    name: 'is not heard',
    deaf: [{ kind: 'missing-event', event: 'execution_success', times: wishes.length }],
    weather: undefined,
  },
  { name: 'is cut off', deaf: [], weather: 'silent' as const },
].map(({ name, deaf, weather }) => ({
  name: `a history that is cleared at once on a server that ${name}`,
  wishes,
  faults: [{ kind: 'history-lost', times: wishes.length }, ...deaf],
  act: async (stage) => {
    if (weather === undefined) return
    await untilProcessing(stage, stage.wishes[0])
    const [server] = stage.scene.world.servers
    if (server === undefined) return
    server.network.weather = weather
    await delay(1_800)
    server.network.weather = 'open'
  },
}))

export const networkScripts: readonly Script[] = [...cutScripts, ...clearedScripts]
