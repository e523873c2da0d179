import type { ByteWindow } from '../byte-window.ts'
import { type Container, unknownContainer } from '../container.ts'
import { decodeText } from '../decode-text.ts'
import { textByteLimit } from '../limits.ts'
import { tagName } from '../tag-name.ts'
import type { TextMap } from '../text-map.ts'
import { type Element, Elements, float, unsigned } from './ebml.ts'

/** Ids of elements (RFC 9559). */
const ids = {
  EBML: 0x1a45dfa3,
  DocType: 0x4282,
  Segment: 0x18538067,
  SeekHead: 0x114d9b74,
  SeekID: 0x53ab,
  SeekPosition: 0x53ac,
  Info: 0x1549a966,
  TimestampScale: 0x2ad7b1,
  Duration: 0x4489,
  Tracks: 0x1654ae6b,
  Video: 0xe0,
  PixelWidth: 0xb0,
  PixelHeight: 0xba,
  Tags: 0x1254c367,
  SimpleTag: 0x67c8,
  TagName: 0x45a3,
  TagString: 0x4487,
} as const

/** Reads Matroska and WebM: size, duration and tags, which stand before the pictures or where `SeekHead` says. */
export function readMatroska(file: ByteWindow, texts: TextMap): Container {
  const elements = new Elements(file)
  let isWebm = false
  for (const element of elements.top()) {
    if (element.id === ids.EBML) {
      const type = elements.find(element, ids.DocType)
      isWebm = type !== undefined && elements.data(type, 16).toString('latin1').startsWith('webm')
    }
    if (element.id !== ids.Segment) continue
    const segment = new Segment(elements, element, texts)
    segment.read()
    return segment.container(isWebm ? 'webm' : 'mkv')
  }
  return unknownContainer
}

class Segment {
  readonly #elements: Elements
  readonly #segment: Element
  readonly #texts: TextMap
  readonly #read = new Set<number>()
  #width: number | null = null
  #height: number | null = null
  #seconds: number | null = null

  constructor(elements: Elements, segment: Element, texts: TextMap) {
    this.#elements = elements
    this.#segment = segment
    this.#texts = texts
  }

  read(): void {
    let places: ReadonlyMap<number, number> = new Map()
    for (const part of this.#elements.within(this.#segment)) {
      if (part.id === ids.SeekHead) places = this.#places(part)
      this.#part(part)
      const isEnough = places.size > 0 && this.#read.has(ids.Tracks) && this.#read.has(ids.Info)
      if (isEnough || this.#read.has(ids.Tags)) break
    }
    const { offset, length } = this.#segment
    for (const [id, place] of places) {
      if (this.#read.has(id)) continue
      const part = this.#elements.between(offset + place, offset + length).next().value
      if (part?.id === id) this.#part(part)
    }
  }

  container(format: 'webm' | 'mkv'): Container {
    return {
      format,
      width: this.#width,
      height: this.#height,
      hasAlpha: null,
      animated: true,
      durationSeconds: this.#seconds,
      // A stream that was recorded live never learns its length; what has a duration is over.
      complete: this.#segment.sized ? this.#segment.whole : this.#seconds !== null,
    }
  }

  /** The places of the parts by id, from the start of the segment's data. */
  #places(seekHead: Element): ReadonlyMap<number, number> {
    const places = new Map<number, number>()
    for (const seek of [...this.#elements.within(seekHead)]) {
      const values = [...this.#elements.within(seek)]
      const id = values.find((value) => value.id === ids.SeekID)
      const place = values.find((value) => value.id === ids.SeekPosition)
      if (id === undefined || place === undefined) continue
      places.set(unsigned(this.#elements.data(id)), unsigned(this.#elements.data(place)))
    }
    return places
  }

  #part(part: Element): void {
    if (part.id !== ids.Info && part.id !== ids.Tracks && part.id !== ids.Tags) return
    this.#read.add(part.id)
    const children = [...this.#elements.within(part)]
    if (part.id === ids.Info) this.#info(children)
    if (part.id === ids.Tracks) for (const track of children) this.#track(track)
    if (part.id === ids.Tags) for (const tag of children) this.#tag(tag)
  }

  #info(children: readonly Element[]): void {
    const scale = children.find(({ id }) => id === ids.TimestampScale)
    const duration = children.find(({ id }) => id === ids.Duration)
    const units = duration && float(this.#elements.data(duration))
    const nanoseconds = scale === undefined ? 1_000_000 : unsigned(this.#elements.data(scale))
    const seconds = ((units ?? 0) * nanoseconds) / 1e9
    if (seconds > 0 && Number.isFinite(seconds)) this.#seconds = seconds
  }

  #track(track: Element): void {
    const video = this.#width === null ? this.#elements.find(track, ids.Video) : undefined
    if (video === undefined) return
    const values = [...this.#elements.within(video)]
    const width = values.find(({ id }) => id === ids.PixelWidth)
    const height = values.find(({ id }) => id === ids.PixelHeight)
    if (width === undefined || height === undefined) return
    this.#width = unsigned(this.#elements.data(width))
    this.#height = unsigned(this.#elements.data(height))
  }

  #tag(tag: Element): void {
    for (const simple of [...this.#elements.within(tag)]) {
      if (simple.id === ids.SimpleTag) this.#simpleTag([...this.#elements.within(simple)])
    }
  }

  #simpleTag(values: readonly Element[]): void {
    const nameElement = values.find(({ id }) => id === ids.TagName)
    const value = values.find(({ id }) => id === ids.TagString)
    if (nameElement === undefined || value === undefined || value.length > textByteLimit) return
    const name = tagName(decodeText(this.#elements.data(nameElement, 256)))
    this.#texts.addRead(name, value.length, () => decodeText(this.#elements.data(value)))
  }
}
