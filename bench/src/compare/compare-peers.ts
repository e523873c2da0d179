import { temporaryFolder } from '../temporary-folder.ts'
import { compareQueues } from './compare-queues.ts'
import { compareServers } from './compare-servers.ts'
import { compareThumbnails } from './compare-thumbnails.ts'

/** Runs what does the same for others beside Darkroom: each is installed where it is missing and may be, and left out in one line where not. */
export async function comparePeers(): Promise<void> {
  await using folder = await temporaryFolder()
  console.log('| what | who | rate | processor time each |\n|---|---|---|---|')
  const gallery = await compareServers(folder.path)
  for (const compare of [
    () => compareThumbnails(folder.path, gallery),
    () => compareQueues(folder.path),
  ]) {
    try {
      await compare()
    } catch (error) {
      console.log(`The rest of these is left out: ${error}`)
    }
  }
}
