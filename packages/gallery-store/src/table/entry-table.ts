import type { EntryRecord } from '../entry-record.ts'
import type { GalleryEntry } from '../gallery-entry.ts'
import { imageId } from '../image-id.ts'
import { type Columns, createColumns, flag, growColumns } from './columns.ts'
import { encodeDetails } from './details.ts'
import { createDictionaries, type Dictionaries } from './dictionaries.ts'
import { fromIdWords, type IdWords, toIdWords } from './id-words.ts'
import { joinPath } from './join-path.ts'
import { PromptHeap } from './prompt-heap.ts'
import { readEntry } from './read-entry.ts'
import { SlotLists } from './slot-lists.ts'
import { SlotTable } from './slot-table.ts'
import { SlotTexts } from './slot-texts.ts'
import { TextHeap } from './text-heap.ts'

/** The stored parts of a table; the rest is computed from them. */
export interface TableParts {
  readonly columns: Columns
  /** The number of slots ever used. */
  readonly end: number
  readonly dictionaries: Dictionaries
  readonly texts: TextHeap
  readonly prompts: PromptHeap
}

/** The images in columns. Slots are small numbers that are used again after a removal. */
export class EntryTable {
  #columns: Columns
  #end: number
  #size = 0
  #totalBytes = 0
  readonly #free: number[] = []
  readonly #slots: SlotTable
  readonly #directories = new SlotLists()
  readonly #made = new SlotTexts()
  #write: ((entry: GalleryEntry) => string) | undefined
  readonly dictionaries: Dictionaries
  readonly texts: TextHeap
  readonly prompts: PromptHeap

  constructor(parts?: TableParts) {
    this.#columns = parts?.columns ?? createColumns(1024)
    this.#end = parts?.end ?? 0
    this.#slots = new SlotTable(this.#end)
    this.dictionaries = parts?.dictionaries ?? createDictionaries()
    this.texts = parts?.texts ?? new TextHeap()
    this.prompts = parts?.prompts ?? new PromptHeap()
    for (let slot = 0; slot < this.#end; slot += 1) {
      if (this.isAlive(slot)) this.#link(slot)
      else this.#free.push(slot)
    }
  }

  get columns(): Columns {
    return this.#columns
  }

  /** The number of slots ever used: the used length of every column. */
  get end(): number {
    return this.#end
  }

  get size(): number {
    return this.#size
  }

  get totalBytes(): number {
    return this.#totalBytes
  }

  isAlive(slot: number): boolean {
    return ((this.#columns.flags[slot] ?? 0) & flag.alive) !== 0
  }

  idWords(slot: number): IdWords {
    const { idHigh, idMiddle, idLow } = this.#columns
    return { high: idHigh[slot] ?? 0, middle: idMiddle[slot] ?? 0, low: idLow[slot] ?? 0 }
  }

  id(slot: number): string {
    return fromIdWords(this.idWords(slot))
  }

  find(id: string): number | undefined {
    const words = toIdWords(id)
    return words && this.#slots.find(this.#columns, words)
  }

  findPath(path: string): number | undefined {
    return this.find(imageId(path))
  }

  directoryOf(slot: number): string {
    return this.dictionaries.directory.value(this.#columns.directory[slot] ?? 0)
  }

  nameOf(slot: number): string {
    return this.texts.text(this.#columns.name[slot] ?? 0)
  }

  pathOf(slot: number): string {
    return joinPath(this.directoryOf(slot), this.nameOf(slot))
  }

  slotsIn(directory: string): Iterable<number> {
    const id = this.dictionaries.directory.find(directory)
    return id === undefined ? [] : this.#directories.slots(id)
  }

  entry(slot: number): GalleryEntry {
    return readEntry(this, slot)
  }

  /** What `write` makes of an entry, kept while the entry stays as it is. Another `write` than the last forgets what that one made. */
  textOf(slot: number, write: (entry: GalleryEntry) => string): string {
    if (write !== this.#write) this.#made.clear()
    this.#write = write
    const known = this.#made.get(slot)
    if (known !== undefined) return known
    const text = write(this.entry(slot))
    this.#made.put(slot, text)
    return text
  }

  /** Adds an image that must not exist yet. */
  add(directory: string, record: EntryRecord): number {
    const path = joinPath(directory, record.name)
    const id = toIdWords(imageId(path)) ?? { high: 0, middle: 0, low: 0 }
    const slot = this.#free.pop() ?? this.#end++
    if (slot >= this.#columns.flags.length) {
      this.#columns = growColumns(this.#columns, Math.ceil(this.#columns.flags.length * 1.5))
    }
    this.#writeFile(slot, id, directory, record)
    this.#writeMeaning(slot, record)
    this.#link(slot)
    return slot
  }

  remove(slot: number): void {
    const columns = this.#columns
    this.#made.delete(slot)
    this.#slots.remove(columns, slot)
    this.#directories.remove(columns.directory[slot] ?? 0, slot)
    this.#size -= 1
    this.#totalBytes -= columns.size[slot] ?? 0
    columns.flags[slot] = 0
    this.#free.push(slot)
  }

  #link(slot: number): void {
    this.#slots.add(this.#columns, slot)
    this.#directories.add(this.#columns.directory[slot] ?? 0, slot)
    this.#size += 1
    this.#totalBytes += this.#columns.size[slot] ?? 0
  }

  #writeFile(slot: number, id: IdWords, directory: string, record: EntryRecord): void {
    const columns = this.#columns
    columns.idHigh[slot] = id.high
    columns.idMiddle[slot] = id.middle
    columns.idLow[slot] = id.low
    columns.directory[slot] = this.dictionaries.directory.intern(directory)
    columns.name[slot] = this.texts.intern(record.name)
    columns.size[slot] = record.size
    columns.mtimeMs[slot] = record.mtimeMs
    columns.createdMs[slot] = record.createdMs
    columns.stamp[slot] = record.stamp
    columns.flags[slot] =
      flag.alive |
      (record.favourite ? flag.favourite : 0) |
      (record.damaged ? flag.damaged : 0) |
      (record.animated ? flag.animated : 0) |
      (record.hiddenRead ? flag.hiddenRead : 0)
  }

  #writeMeaning(slot: number, record: EntryRecord): void {
    const columns = this.#columns
    const { model, sampler, source, format, mediaType } = this.dictionaries
    const { resolution, loraSet, tagSet } = this.dictionaries
    const { width, height, recipe, tags } = record
    const { prompt = '', negative_prompt = '', seed = Number.NaN, loras = [] } = recipe
    columns.seed[slot] = seed
    columns.seedText[slot] = Number.isNaN(seed) ? this.texts.intern(record.seedText) : 0
    columns.width[slot] = width ?? 0
    columns.height[slot] = height ?? 0
    columns.resolution[slot] = resolution.intern(width && height ? `${width}x${height}` : '')
    columns.prompt[slot] = this.prompts.intern(prompt)
    columns.negative_prompt[slot] = this.texts.intern(negative_prompt)
    columns.details[slot] = this.texts.intern(encodeDetails(record))
    columns.batch[slot] = this.texts.intern(record.batchId)
    columns.sequence[slot] = this.texts.intern(record.sequenceId)
    columns.model[slot] = model.intern(recipe.model ?? '')
    columns.sampler[slot] = sampler.intern(recipe.sampler ?? '')
    columns.source[slot] = source.intern(record.source)
    columns.format[slot] = format.intern(record.format)
    columns.mediaType[slot] = mediaType.intern(record.mediaType)
    columns.loraSet[slot] = loras.length && loraSet.intern(JSON.stringify(loras))
    columns.tagSet[slot] = tags.length && tagSet.intern(JSON.stringify(tags))
  }
}
