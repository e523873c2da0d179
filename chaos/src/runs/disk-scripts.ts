import { execFile } from 'node:child_process'
import { mkdtemp, open, rm, rmdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import { eventually } from '../referee/settle.ts'
import { Tally } from '../referee/tally.ts'
import { type Build, runScript, type Script, type Stage } from './script.ts'

const run = promisify(execFile)
const mebibyte = 1024 * 1024

/** Mounts a disk of 3 MiB; undefined where that is not allowed. */
async function mountSmallDisk(): Promise<
  ({ readonly path: string } & AsyncDisposable) | undefined
> {
  const path = await mkdtemp(join(tmpdir(), 'darkroom-disk-'))
  try {
    await run('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', path])
  } catch {
    await rmdir(path)
    return undefined
  }
  return {
    path,
    async [Symbol.asyncDispose]() {
      await run('umount', ['--lazy', path])
      await rmdir(path)
    },
  }
}

/** Writes until the disk is full to the last byte. */
async function fill(path: string): Promise<void> {
  await using file = await open(path, 'w')
  for (let piece = mebibyte; piece >= 1; ) {
    const written = await file.write(Buffer.alloc(piece)).then(
      ({ bytesWritten }) => bytesWritten,
      () => 0,
    )
    if (written < piece) piece = Math.floor(piece / 2)
  }
}

const wishes = Array.from({ length: 6 }, (_, index) => ({ key: `wish-${index}`, steps: 8 }))

function fullDiskScript(disk: string, withKill: boolean): Script {
  const filler = join(disk, 'filler')
  return {
    name: withKill ? 'the disk is full, and the product is killed' : 'the disk is full for a while',
    // The limit of free space is off: it would refuse everything on so small a disk; this run tests what lies behind
    // it.
    world: { disk, ballastBytes: mebibyte / 4, stepsPerSecond: 30, env: { MIN_FREE_MB: '0' } },
    wishes: wishes.slice(0, 3),
    act: async ({ scene, wishes: made, signal, tally }) => {
      await eventually(() => made.every(({ id }) => id !== undefined), 10_000)
      await fill(filler)
      const late = wishes.slice(3).map((plan) => scene.wish(plan))
      const making = Promise.all(late.map((wish) => wish.make(signal)))
      await delay(700)
      if (withKill) await scene.world.app.kill()
      await delay(1_500)
      await rm(filler)
      await making
      const refusals = late.flatMap((wish) => wish.refusals)
      tally.count('refused on a full disk', refusals.length)
      for (const { status, retryAfter } of refusals) {
        tally.check('I18', Number(retryAfter) > 0, {
          run: scene.name,
          detail: () => `${status} without Retry-After`,
        })
      }
    },
  }
}

/** Acts as a disk quota: files cannot grow until the product is restarted without the limit. */
const fileLimitScript: Script = {
  name: 'files cannot grow beyond 4 KiB',
  world: { fileSizeLimit: 8 },
  wishes,
  act: async ({ scene }: Stage) => {
    await delay(2_500)
    await scene.world.app.kill()
  },
}

export async function runDiskScripts(
  build: Build,
  { notice }: { notice: (text: string) => void },
): Promise<Tally> {
  const tally = new Tally()
  for (const withKill of [false, true]) {
    await using disk = await mountSmallDisk()
    if (disk === undefined) notice('Skipped: a full disk, for this user may not mount one.')
    else tally.add(await runScript(fullDiskScript(disk.path, withKill), build))
  }
  if (process.platform === 'win32') notice('Skipped: a limit of file sizes, which Windows has not.')
  else tally.add(await runScript(fileLimitScript, build))
  return tally
}
