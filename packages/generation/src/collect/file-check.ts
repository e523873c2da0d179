import { readSync } from 'node:fs'
import { type ByteSource, readMediaFile } from '@darkroom/media-container'
import { extensionOf, kindOfName } from '../job/output-kind.ts'
import { BrokenDownloadError } from './errors.ts'
import { type FileType, isToldByBytes, typeOfFile, typeOfName } from './file-type.ts'
import { PngCheck, type PngLimits } from './png-check.ts'

/** A file that is whole. */
export interface CheckedFile extends FileType {
  readonly width?: number
  readonly height?: number
}

/** Bytes of the longest film that anybody waits for; what has no end never stops. */
const mostBytes = 4 * 2 ** 30

/** The bytes by which a PNG is told from other files. */
const headLength = 8
const pngStart = 0x89
/** The first bytes of JPEG, WebP and GIF, which some nodes save under the name of a PNG. */
const otherStarts: ReadonlySet<number> = new Set([0xff, 0x52, 0x47])

/**
 * Checks a file while it streams past and once it is there. A PNG is followed chunk by chunk, and refused at the first byte
 * that shows that it is none; of others the container is walked, not decoded, when they have ended.
 */
export class FileCheck {
  readonly #name: string
  readonly #limits: PngLimits
  #head: Buffer = Buffer.alloc(0)
  #png: PngCheck | undefined
  #isOther = false
  #bytes = 0

  /** `name`: the name that the server has for it. */
  constructor(name: string, limits: PngLimits) {
    this.#name = name
    this.#limits = limits
  }

  /** @throws BrokenDownloadError */
  add(piece: Buffer): void {
    this.#bytes += piece.length
    if (this.#bytes > mostBytes) throw new BrokenDownloadError('It is larger than a film can be')
    if (this.#png !== undefined) this.#png.add(piece)
    else if (!this.#isOther) this.#begin(piece)
  }

  /** Looks at the whole file through its descriptor. @throws BrokenDownloadError */
  end(descriptor: number): CheckedFile {
    const bytes = this.#bytes
    if (this.#png !== undefined) {
      const size = this.#png.size()
      if (size === undefined) throw new BrokenDownloadError(`It breaks off after ${bytes} bytes`)
      return { ...typeOfFile('', { format: 'png', mediaType: 'image/png' }), ...size }
    }
    // A text may begin with anything.
    if (kindOfName(this.#name) === 'text') return typeOfName(this.#name)
    const media = readMediaFile(sourceOf(descriptor, bytes), { wants: () => false })
    const isKnown = media.format !== 'unknown'
    if (!isKnown && isToldByBytes(this.#name)) {
      const what = extensionOf(this.#name).toUpperCase()
      throw new BrokenDownloadError(bytes === 0 ? 'It is empty' : `It is no ${what}`)
    }
    // A drawing is text as well, and more may follow it.
    if (isKnown && !media.complete && media.format !== 'svg') {
      throw new BrokenDownloadError(`It breaks off after ${bytes} bytes`)
    }
    const { width, height } = media
    return {
      ...typeOfFile(this.#name, media),
      ...(width === null || height === null ? {} : { width, height }),
    }
  }

  /** Gathers the first bytes until they say whether this is a PNG. */
  #begin(piece: Buffer): void {
    const head = Buffer.concat([this.#head, piece])
    const [first] = head
    if (first === undefined) return
    const isNamedPng = extensionOf(this.#name) === 'png'
    if (isNamedPng && first !== pngStart && !otherStarts.has(first)) {
      throw new BrokenDownloadError('It is no PNG')
    }
    if (first !== pngStart) this.#isOther = true
    else if (isNamedPng || head.subarray(1, 4).equals(Buffer.from('PNG'))) {
      this.#png = new PngCheck(this.#limits)
      this.#png.add(head)
    } else if (head.length >= headLength) this.#isOther = true
    this.#head = this.#png === undefined && !this.#isOther ? head : Buffer.alloc(0)
  }
}

const sourceOf = (descriptor: number, size: number): ByteSource => ({
  size,
  read(offset, length) {
    const bytes = new Uint8Array(Math.max(0, Math.min(length, size - offset)))
    return bytes.subarray(0, readSync(descriptor, bytes, 0, bytes.length, offset))
  },
})
