import { createHash } from 'node:crypto'
import { open, rm } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { errorCode, holdDirectory } from '@darkroom/foundation'
import type { Place } from './place.ts'

/** As the names of unfinished files, so that what a crash leaves is cleared with them. */
const prefix = '.tmp-claim-'

/** Says to other processes that share the folder of a thumbnail that it is being made. */
export interface MakerClaim extends AsyncDisposable {
  /** Another process says so already. */
  readonly isTaken: boolean
}

/**
 * Claims a thumbnail that nobody waits for, with a file beside it, so that of several processes one makes it. A claim proves
 * nothing: whoever sees one looks again later, and makes what is still missing then. Where none can be made, all goes as without.
 */
export async function claimThumbnail({ base, name }: Place): Promise<MakerClaim> {
  const held = await holdDirectory(base, dirname(name)).catch(() => undefined)
  if (held === undefined) return { isTaken: false, [Symbol.asyncDispose]: async () => {} }
  const path = held.at(nameOfClaim(name))
  const letGo = () => held[Symbol.asyncDispose]()
  try {
    await (await open(path, 'wx', 0o600)).close()
  } catch (error) {
    await letGo()
    return { isTaken: errorCode(error) === 'EEXIST', [Symbol.asyncDispose]: async () => {} }
  }
  return {
    isTaken: false,
    [Symbol.asyncDispose]: async () => {
      await rm(path, { force: true }).finally(letGo)
    },
  }
}

const nameOfClaim = (name: string): string =>
  `${prefix}${createHash('sha1').update(basename(name)).digest('hex').slice(0, 20)}`
