import sharp, { type Sharp, type SharpOptions } from 'sharp'
import type { DecodeMessage } from '../decoder-protocol.ts'
import { DecodeFailure, toDecodeFailure } from './decode-failure.ts'
import type { Picture } from './read-picture.ts'

type Limits = Pick<DecodeMessage, 'pixelLimit' | 'timeoutMs'>

/** Turns an encoded picture into another pipeline or into bytes. May be called twice. */
type Develop<T> = (image: Sharp) => Promise<T>

const load = (bytes: Buffer, limits: Limits, failOn: SharpOptions['failOn']) =>
  sharp(bytes, { autoOrient: true, failOn, limitInputPixels: limits.pixelLimit, pages: 1 }).timeout(
    {
      seconds: Math.max(1, Math.ceil(limits.timeoutMs / 1000)),
    },
  )

/** False for the blank image that the decoder returns for a file that breaks off early. */
async function hasSomethingToSee(bytes: Buffer, limits: Limits): Promise<boolean> {
  const pixels = await load(bytes, limits, 'none')
    .resize({ width: 64, height: 64, fit: 'inside', withoutEnlargement: true })
    .raw()
    .toBuffer()
  return pixels.some((value) => value !== pixels[0])
}

/**
 * Decodes strictly first; a broken file is shown as far as it goes and called damaged. A broken file that changed a
 * moment ago is called incomplete instead.
 */
export async function decodeImage<T>(
  { bytes, path, settled }: Picture,
  limits: Limits,
  develop: Develop<T>,
): Promise<{ value: T; damaged: boolean }> {
  try {
    return { value: await develop(load(bytes, limits, 'error')), damaged: false }
  } catch (error) {
    const failure = toDecodeFailure(error)
    if (failure.code !== 'corrupt') throw failure
  }
  if (!settled) throw new DecodeFailure('incomplete', `${path} is still being written`)
  try {
    if (!(await hasSomethingToSee(bytes, limits))) {
      throw new DecodeFailure('corrupt', `${path} breaks off before there is anything to see`)
    }
    return { value: await develop(load(bytes, limits, 'none')), damaged: true }
  } catch (error) {
    throw toDecodeFailure(error)
  }
}
