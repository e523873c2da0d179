import { execFile } from 'node:child_process'
import { mkdir, readdir } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createThumbnailer } from '@darkroom/thumbnails'
import sharp from 'sharp'
import { cpuOf } from '../cpu.ts'
import { needDebian } from './run-command.ts'

const run = promisify(execFile)

/** Makes all, as many at once as there are cores; pictures a second, and milliseconds of processor time for each. */
async function measure(
  paths: readonly string[],
  make: (path: string) => Promise<unknown>,
): Promise<{ readonly perSecond: number; readonly cpuMs: number }> {
  const self = cpuOf(process.pid)
  const before = self.cpuMs()
  const started = performance.now()
  const left = paths.values()
  const hand = async (): Promise<void> => {
    for (const path of left) await make(path)
  }
  await Promise.all(Array.from({ length: availableParallelism() }, hand))
  const seconds = (performance.now() - started) / 1000
  return { perSecond: paths.length / seconds, cpuMs: (self.cpuMs() - before) / paths.length }
}

/** Makes WebP thumbnails of 300 pixels of every picture of a folder: by Darkroom, sharp alone, and vipsthumbnail. */
export async function compareThumbnails(folder: string, gallery: string): Promise<void> {
  const names = await readdir(gallery, { recursive: true })
  const paths = names.filter((name) => name.endsWith('.png')).map((name) => join(gallery, name))
  const out = join(folder, 'made')
  await mkdir(out)
  const show = (who: string, { perSecond, cpuMs }: Awaited<ReturnType<typeof measure>>): void =>
    console.log(`| thumbnails | ${who} | ${perSecond.toFixed(0)}/s | ${cpuMs.toFixed(1)} ms |`)
  {
    await using thumbnailer = createThumbnailer()
    await thumbnailer.thumbnail({ path: paths[0] ?? '', size: 150 })
    show('Darkroom', await measure(paths, (path) => thumbnailer.thumbnail({ path })))
  }
  sharp.concurrency(1)
  sharp.cache(false)
  let made = 0
  const bySharp = (path: string): Promise<unknown> => {
    made += 1
    return sharp(path)
      .resize(300, 300, { fit: 'inside' })
      .webp()
      .toFile(join(out, `${made}.webp`))
  }
  show('sharp alone', await measure(paths, bySharp))
  await needDebian('vipsthumbnail', 'libvips-tools')
  const byVips = (path: string): Promise<unknown> => {
    made += 1
    return run('vipsthumbnail', [path, '--size', '300', '-o', join(out, `${made}.webp`)])
  }
  show('vipsthumbnail', await measure(paths, byVips))
}
