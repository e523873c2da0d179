import type { ByteWindow } from '../byte-window.ts'
import type { Container } from '../container.ts'
import { decodeText } from '../decode-text.ts'
import { chunkLimit, textByteLimit } from '../limits.ts'
import type { TextMap } from '../text-map.ts'

/** The longest name of an attribute or a type. */
const nameBytes = 256
/** The channels that are looked through for transparency. */
const channelBytes = 64 * 1024

/** Reads the head of an OpenEXR file: attributes, each a name, a type, a length and a value. */
export function readExr(file: ByteWindow, texts: TextMap): Container {
  const head = new ExrHead(file, texts)
  head.read()
  return {
    format: 'exr',
    width: head.width,
    height: head.height,
    hasAlpha: head.hasAlpha,
    animated: false,
    durationSeconds: null,
    // Nothing at the end says so, and the table of parts is not gone through.
    complete: head.ended,
  }
}

class ExrHead {
  width: number | null = null
  height: number | null = null
  hasAlpha: boolean | null = null
  ended = false
  readonly #file: ByteWindow
  readonly #texts: TextMap

  constructor(file: ByteWindow, texts: TextMap) {
    this.#file = file
    this.#texts = texts
  }

  read(): void {
    let offset = 8
    for (let count = 0; count < chunkLimit; count++) {
      const [name = '', type] = this.#file
        .bytes(offset, 2 * nameBytes)
        .toString('latin1')
        .split('\0')
      this.ended = name === '' && type !== undefined
      const data = offset + name.length + (type ?? '').length + 6
      const lengthBytes = this.#file.bytes(data - 4, 4)
      if (name === '' || type === undefined || lengthBytes.length < 4) return
      const length = lengthBytes.readInt32LE(0)
      if (length < 0) return
      this.#attribute(`${name} ${type}`, data, length)
      if (type === 'string' && length <= textByteLimit)
        this.#texts.addRead(name, length, () => decodeText(this.#file.bytes(data, length)))
      offset = data + length
    }
  }

  #attribute(kind: string, offset: number, length: number): void {
    if (kind === 'channels chlist') {
      const channels = this.#file.bytes(offset, Math.min(length, channelBytes)).toString('latin1')
      this.hasAlpha = /(?:^|[\0.])A\0/.test(channels)
    }
    if (kind !== 'displayWindow box2i' || length !== 16) return
    const box = this.#file.bytes(offset, 16)
    if (box.length < 16) return
    const width = box.readInt32LE(8) - box.readInt32LE(0) + 1
    const height = box.readInt32LE(12) - box.readInt32LE(4) + 1
    if (width > 0) this.width = width
    if (height > 0) this.height = height
  }
}
