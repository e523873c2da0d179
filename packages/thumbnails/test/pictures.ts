import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp, { type Sharp } from 'sharp'

/** A folder for one test, removed afterwards: `await using folder = await createFolder()`. */
export class Folder implements AsyncDisposable {
  readonly path: string

  constructor(path: string) {
    this.path = path
  }

  /** Writes a file last changed a minute ago, so that nobody can be writing it; returns its path. */
  async write(
    name: string,
    contents: Uint8Array | string,
    { ageMs = 60_000 }: { ageMs?: number } = {},
  ): Promise<string> {
    const path = join(this.path, name)
    await writeFile(path, contents)
    const time = (Date.now() - ageMs) / 1000
    await utimes(path, time, time)
    return path
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.path, { recursive: true, force: true })
  }
}

export async function createFolder(): Promise<Folder> {
  return new Folder(await mkdtemp(join(tmpdir(), 'thumbnails-test-')))
}

/** A picture with a red left half and a blue right half. */
export function picture(width: number, height: number): Sharp {
  const right = {
    create: { width: Math.ceil(width / 2), height, channels: 3, background: '#0000ff' },
  } as const
  return sharp({ create: { width, height, channels: 3, background: '#ff0000' } }).composite([
    { input: right, gravity: 'east' },
  ])
}

export const png = (width: number, height: number): Promise<Buffer> =>
  picture(width, height).png().toBuffer()

/** A PNG of noise, which does not compress: about three bytes a pixel. */
export async function noisyPng(width: number, height: number): Promise<Buffer> {
  const data = Buffer.alloc(width * height * 3)
  let seed = 1
  for (let index = 0; index < data.length; index++) {
    seed = (seed * 48_271) % 2_147_483_647
    data[index] = seed
  }
  return await sharp(data, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer()
}

/** Red, green, blue and alpha of one pixel of an encoded image. */
export async function pixelAt(bytes: Buffer, x: number, y: number): Promise<readonly number[]> {
  const { data, info } = await sharp(bytes)
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const start = (y * info.width + x) * 4
  return [...data.subarray(start, start + 4)]
}

/** The dominant colour of a pixel, tolerant of lossy encoding. */
export function colourName([red = 0, green = 0, blue = 0, alpha = 0]: readonly number[]): string {
  if (alpha < 40) return 'transparent'
  const named = [
    ['red', red, green, blue],
    ['green', green, red, blue],
    ['blue', blue, red, green],
  ] as const
  const found = named.find(([, most, a, b]) => most > 150 && a < 100 && b < 100)
  return found?.[0] ?? (Math.max(red, green, blue) < 80 ? 'dark' : 'other')
}
