import { invalidInput } from '@darkroom/door-ports'

export interface Size {
  readonly width: number
  readonly height: number
}

/** Limits of the words of a picture, in pixels. */
const least = 64
const most = 2048
const step = 8

/** `WxH` of any kind; undefined for `auto` and for nothing, which leave the choice to the model. @throws DoorError 400 */
export function readSize(text: string | undefined): Size | undefined {
  if (text === undefined || /^\s*auto\s*$/i.test(text)) return undefined
  const [, width = '', height = ''] = /^\s*(\d{1,5})\s*[x\u00d7*]\s*(\d{1,5})\s*$/i.exec(text) ?? []
  const size = { width: Number(width), height: Number(height) }
  if (size.width > 0 && size.height > 0) return fitSize(size)
  throw invalidInput('size', 'must be auto or WIDTHxHEIGHT in pixels, such as 1024x1024')
}

/** The nearest size that can be asked for: of the same shape, as far as the limits allow. */
export function fitSize({ width, height }: Size): Size {
  const down = Math.min(1, most / Math.max(width, height))
  const up = Math.max(1, least / (Math.min(width, height) * down))
  const scale = down * up
  return { width: fitSide(width * scale), height: fitSide(height * scale) }
}

const fitSide = (pixels: number): number =>
  Math.min(most, Math.max(least, Math.round(pixels / step) * step))
