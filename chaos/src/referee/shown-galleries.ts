import { Api } from '../client/api.ts'
import type { Scene } from './scene.ts'
import { eventually, type Settled } from './settle.ts'
import type { Tally } from './tally.ts'

type Shown = readonly { readonly filepath: string }[]

/**
 * The gallery as each process shows it, once it says that the list is whole; of several, once each has heard of what the others have
 * made.
 */
export async function shownGalleries(
  { world, name: run }: Scene,
  { jobs }: Settled,
  tally: Tally,
): Promise<readonly Shown[]> {
  const made = [...jobs.values()].filter(({ status }) => status === 'completed').length
  const all: Shown[] = []
  for (const { url } of world.apps) {
    const api = new Api(url)
    const isComplete = await eventually(() => api.isGalleryComplete(), 10_000)
    tally.check('I3', isComplete, { run, detail: () => 'the gallery is never read to its end' })
    const hasAll = async (): Promise<boolean> => (await api.gallery()).length === made
    if (world.apps.length > 1) await eventually(hasAll, 10_000)
    all.push(await api.gallery())
  }
  return all
}
