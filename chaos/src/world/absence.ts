import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/**
 * `gone`: no folder is left; `empty`: an empty one stands in its place, as a mount point does; `foreign`: another
 * gallery does; `unmounted`: the disk of `mountedGallery` is really unmounted.
 */
export type Absence = 'gone' | 'empty' | 'foreign' | 'unmounted'

const markerName = '.darkroom-gallery.json'

/** Takes the gallery away. The function returned brings it back and tells what was written in its place. */
export async function takeAway(
  gallery: string,
  absence: Absence,
): Promise<() => Promise<readonly string[]>> {
  const aside = `${gallery}.away`
  if (absence === 'unmounted') await run('umount', ['--lazy', gallery])
  else await rename(gallery, aside)
  if (absence === 'empty' || absence === 'foreign') await mkdir(gallery)
  if (absence === 'foreign') {
    const marker = { schema: 'darkroom-gallery/1', id: randomUUID() }
    await writeFile(join(gallery, markerName), JSON.stringify(marker))
  }
  return async () => {
    const all = await readdir(gallery, { recursive: true }).catch(() => [])
    const found = all.filter((name) => !(absence === 'foreign' && name === markerName))
    // A folder that appeared where none was left is something, too.
    const isMade =
      absence === 'gone' && (await readdir(gallery).catch(() => undefined)) !== undefined
    if (absence === 'unmounted') await run('mount', ['--bind', `${gallery}.disk`, gallery])
    else {
      // The service may write into it at this very moment.
      await rm(gallery, { recursive: true, force: true, maxRetries: 10 })
      await rename(aside, gallery)
    }
    return isMade ? ['the folder', ...found] : found
  }
}

/** A folder whose `gallery` is a disk of its own; undefined where that is not allowed. */
export async function mountedGallery(): Promise<
  ({ readonly path: string } & AsyncDisposable) | undefined
> {
  const path = await mkdtemp(join(tmpdir(), 'darkroom-unmount-'))
  const [gallery, disk] = [join(path, 'gallery'), join(path, 'gallery.disk')]
  await mkdir(gallery)
  await mkdir(disk)
  try {
    await run('mount', ['-t', 'tmpfs', '-o', 'size=1g', 'tmpfs', disk])
  } catch {
    await rm(path, { recursive: true })
    return undefined
  }
  await run('mount', ['--bind', disk, gallery])
  return {
    path,
    async [Symbol.asyncDispose]() {
      await run('umount', ['--lazy', gallery]).catch(() => undefined)
      await run('umount', ['--lazy', disk])
      await rm(path, { recursive: true, force: true, maxRetries: 10 })
    },
  }
}
