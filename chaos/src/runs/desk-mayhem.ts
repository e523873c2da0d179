import { setTimeout as delay } from 'node:timers/promises'
import type { Random } from '../random.ts'
import type { Scene } from '../referee/scene.ts'
import type { Tally } from '../referee/tally.ts'
import type { Weather } from '../world/network.ts'

const weathers: readonly [Weather, ...Weather[]] = ['refused', 'silent', 'one-way', 30]

/** Cuts clients of ComfyUI off the product at random moments. */
export async function deskMayhem(
  { world, listeners }: Scene,
  {
    random,
    tally,
    forMs,
  }: { readonly random: Random; readonly tally: Tally; readonly forMs: number },
): Promise<void> {
  const end = performance.now() + forMs
  while (performance.now() < end) {
    await delay(random.between(60, 400))
    const { network } = world.desks[random.isTrue(0.6) ? 0 : 1] ?? {}
    const dice = random.next()
    if (dice < 0.4) {
      tally.count('cuts of a client')
      const all = [...listeners.values()]
      all[Math.floor(random.next() * all.length)]?.cut()
    } else if (network === undefined) continue
    else if (dice < 0.65) {
      tally.count('cuts of all clients at a desk')
      network.cut()
    } else {
      tally.count('bad weather at a desk')
      network.weather = random.pick(weathers)
      await delay(random.between(50, 500))
      network.weather = 'open'
      // What was lost on the way is not sent again: without this it would be missed as long as a program waits on such a socket.
      network.cut()
    }
  }
}
