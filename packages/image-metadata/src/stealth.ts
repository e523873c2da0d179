import { Buffer } from 'node:buffer'
import { gunzipSync } from 'node:zlib'
import { decodeText } from '@darkroom/media-container'
import { readTexts } from './dialects/read-texts.ts'
import { mergeFindings } from './findings.ts'
import type { GenerationMetadata } from './image-metadata.ts'
import { parseJsonObject } from './json.ts'
import { toGeneration } from './to-generation.ts'

const magicBits = 15 * 8
const outputLimit = 64 * 1024 * 1024

/** A hidden stream: the samples of a pixel that carry a bit, and the magic names at its start. */
interface Channel {
  readonly samples: readonly number[]
  readonly plain: string
  readonly compressed: string
}

const channels: readonly Channel[] = [
  { samples: [3], plain: 'stealth_pnginfo', compressed: 'stealth_pngcomp' },
  { samples: [0, 1, 2], plain: 'stealth_rgbinfo', compressed: 'stealth_rgbcomp' },
]

/**
 * Reads metadata hidden in the lowest bits of the pixels ("stealth pnginfo": NovelAI, an A1111 extension), column by
 * column. `rgba` is four bytes a pixel, row by row. Undefined when nothing is hidden there. Never throws.
 */
export function readStealthMetadata(
  rgba: Uint8Array,
  width: number,
  height: number,
): GenerationMetadata | undefined {
  if (!(width > 0 && height > 0) || rgba.length < width * height * 4) return undefined
  for (const channel of channels) {
    const text = hiddenText(
      new BitReader({ rgba, width, height, samples: channel.samples }),
      channel,
    )
    if (text !== undefined) return toGeneration(mergeFindings(readTexts(toTexts(text), '')))
  }
  return undefined
}

function hiddenText(bits: BitReader, { plain, compressed }: Channel): string | undefined {
  const magic = bits.bytes(0, magicBits).toString('latin1')
  if (magic !== plain && magic !== compressed) return undefined
  const length = bits.bytes(magicBits, 32)
  const payload =
    length.length === 4 ? bits.bytes(magicBits + 32, length.readUInt32BE(0)) : undefined
  if (payload === undefined) return undefined
  try {
    return decodeText(
      magic === plain ? payload : gunzipSync(payload, { maxOutputLength: outputLimit }),
    )
  } catch {
    return undefined
  }
}

/** The texts: NovelAI hides its keywords as one JSON object, A1111 its text unchanged. */
function toTexts(text: string): ReadonlyMap<string, string> {
  const entries = Object.entries(parseJsonObject(text) ?? {})
  const strings = entries.flatMap(([key, value]) =>
    typeof value === 'string' ? [[key, value] as const] : [],
  )
  const isKeywords = strings.some(
    ([key]) => key === 'Comment' || key === 'prompt' || key === 'parameters',
  )
  return new Map(isKeywords ? strings : [['parameters', text]])
}

interface Pixels {
  readonly rgba: Uint8Array
  readonly width: number
  readonly height: number
  readonly samples: readonly number[]
}

class BitReader {
  readonly #pixels: Pixels
  readonly #count: number

  constructor(pixels: Pixels) {
    this.#pixels = pixels
    this.#count = pixels.width * pixels.height * pixels.samples.length
  }

  /** Whole bytes, highest bit first; as many as the pixels hold. */
  bytes(start: number, bitCount: number): Buffer {
    const bytes = Math.floor(Math.min(bitCount, this.#count - start) / 8)
    const found = Buffer.alloc(Math.max(bytes, 0))
    for (let index = 0; index < found.length; index++) found[index] = this.#byte(start + index * 8)
    return found
  }

  #byte(start: number): number {
    let byte = 0
    for (let bit = start; bit < start + 8; bit++) byte = (byte << 1) | this.#bit(bit)
    return byte
  }

  #bit(index: number): number {
    const { rgba, width, height, samples } = this.#pixels
    const pixel = Math.floor(index / samples.length)
    const sample = samples[index % samples.length] ?? 0
    const x = Math.floor(pixel / height)
    const y = pixel % height
    return (rgba[(y * width + x) * 4 + sample] ?? 0) & 1
  }
}
