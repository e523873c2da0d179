import { pause } from '@darkroom/foundation'
import type { FacadeHouse } from '../facade-house.ts'
import type { Hub } from './hub.ts'

/** Milliseconds before news are asked for again after they broke off. */
const again = 1000

/** Hands all news of jobs to the hub until the server stops. */
export async function listen(
  hub: Hub,
  house: Pick<FacadeHouse, 'jobs' | 'stopping' | 'toDoorError'>,
): Promise<void> {
  const { jobs, stopping } = house
  while (!stopping.aborted) {
    try {
      const news = jobs.news({ skipsWaiting: () => hub.size === 0, signal: stopping })
      hub.catchUp()
      for await (const one of news) hub.hear(one)
    } catch (error) {
      // Sockets would be silent for ever, so it is tried again; the house says in its log what is wrong.
      house.toDoorError(error)
    }
    await pause(again, stopping).catch(() => undefined)
  }
  hub.close()
}
