import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { delimiter, dirname, join } from 'node:path'
import sharp from 'sharp'
import { afterEach, expect, test, vi } from 'vitest'
import { colourName, createFolder, pixelAt, png } from '../test/pictures.ts'
import { createThumbnailer } from './create-thumbnailer.ts'
import { CorruptImageError, ImageTimeoutError, UnsupportedImageError } from './errors.ts'

afterEach(() => vi.unstubAllEnvs())

/** The start of an MP4, and of a WebM. */
const mp4 = Buffer.from('\0\0\0\x18ftypisom\0\0\0\x01isommp42 and so on', 'latin1')
const webm = Buffer.from('\x1a\x45\xdf\xa3\x01\0\0\0\0\0\0\x1f\x42\x86\x81\x01 webm', 'latin1')

/** Puts a program called `ffmpeg` before all others, which runs this JavaScript. */
async function installFfmpeg(folder: string, script: string): Promise<void> {
  const bin = join(folder, 'bin')
  await mkdir(bin)
  await writeFile(join(bin, 'ffmpeg'), `#!${process.execPath}\n${script}`)
  await chmod(join(bin, 'ffmpeg'), 0o755)
  vi.stubEnv('PATH', `${bin}${delimiter}${process.env.PATH}`)
}

test('without ffmpeg a video has a drawn poster, which does not stay on the disk', async () => {
  await using folder = await createFolder()
  vi.stubEnv('PATH', dirname(process.execPath) === '/usr/bin' ? '' : dirname(process.execPath))
  await using thumbnailer = createThumbnailer({ concurrency: 1 })
  const path = await folder.write('a.mp4', mp4)
  const poster = await thumbnailer.read({ path, size: 600 })
  expect(await sharp(poster.bytes).metadata()).toMatchObject({ format: 'webp', width: 600 })
  expect(poster.path).toBeUndefined()
  await expect(thumbnailer.convert(path, { format: 'png' })).rejects.toThrow(UnsupportedImageError)
})

test.skipIf(process.platform === 'win32')(
  'with ffmpeg it is the frame that this gives, read from an open descriptor with a pinned demuxer',
  async () => {
    await using folder = await createFolder()
    await writeFile(join(folder.path, 'frame.png'), await png(200, 100))
    await installFfmpeg(
      folder.path,
      `const { readFileSync, writeFileSync, writeSync } = require('node:fs')
      const arguments_ = process.argv.slice(2)
      const input = arguments_[arguments_.indexOf('-i') + 1]
      const head = readFileSync(input).toString('latin1', 0, 40)
      writeFileSync(${JSON.stringify(join(folder.path, 'call'))}, JSON.stringify([arguments_, head]), { flag: 'a' })
      writeSync(1, readFileSync(${JSON.stringify(join(folder.path, 'frame.png'))}))`,
    )
    await using thumbnailer = createThumbnailer({ concurrency: 1 })
    const path = await folder.write('a.mp4', mp4)
    const poster = await thumbnailer.read({ path })
    expect(await sharp(poster.bytes).metadata()).toMatchObject({ width: 200, height: 100 })
    expect(colourName(await pixelAt(poster.bytes, 20, 50))).toBe('red')
    expect(poster.path).toMatch(/a\.mp4\.webp$/)
    const copy = await thumbnailer.convert(await folder.write('b.webm', webm), { format: 'jpeg' })
    expect(await sharp(copy.bytes).metadata()).toMatchObject({ format: 'jpeg', width: 200 })
    const { readFile } = await import('node:fs/promises')
    const calls = await readFile(join(folder.path, 'call'), 'utf8')
    expect(calls).toContain('"-f","mov"')
    expect(calls).toContain('"-f","matroska"')
    expect(calls).toContain('ftypisom')
    expect(calls).not.toContain('a.mp4')
  },
)

test.skipIf(process.platform === 'win32')(
  'an ffmpeg that hangs is killed in time, and one that gives nothing means a broken video',
  async () => {
    await using folder = await createFolder()
    await installFfmpeg(
      folder.path,
      `const { readFileSync } = require('node:fs')
      if (readFileSync('/dev/fd/3').includes('and so on')) setInterval(() => {}, 1000)
      else process.stderr.write('Invalid data')`,
    )
    await using hasty = createThumbnailer({ concurrency: 1, timeoutMs: 300 })
    await using thumbnailer = createThumbnailer({ concurrency: 1 })
    const hanging = await folder.write('a.mp4', mp4)
    await expect(hasty.read({ path: hanging })).rejects.toThrow(ImageTimeoutError)
    const broken = await folder.write('b.webm', webm)
    await expect(thumbnailer.read({ path: broken })).rejects.toThrow(CorruptImageError)
  },
)
