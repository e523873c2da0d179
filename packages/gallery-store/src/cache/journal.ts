import { Buffer } from 'node:buffer'
import { readFileSync } from 'node:fs'
import { appendFile } from 'node:fs/promises'
import { crc32 } from 'node:zlib'
import type { EntryRecord } from '../entry-record.ts'

/** A change since the snapshot. */
export type JournalLine =
  | {
      readonly directory: string
      readonly records?: readonly EntryRecord[]
      readonly removed?: readonly string[]
    }
  /** The directory's content at that time has been recorded; null means "read again". */
  | { readonly settled: string; readonly mtimeMs: number | null }
  | { readonly gone: string }

const flushMs = 200

/** A journal of lines of CRC and JSON, written asynchronously; a lost line is found again by the directories' times. */
export class Journal {
  readonly #path: string
  #lines: string[] = []
  #timer: NodeJS.Timeout | undefined
  #writing: Promise<void> = Promise.resolve()
  readonly #onError: (error: unknown) => void

  constructor(path: string, onError: (error: unknown) => void) {
    this.#path = path
    this.#onError = onError
  }

  append(line: JournalLine): void {
    this.#lines.push(encode(line))
    this.#timer ??= setTimeout(() => void this.flush(), flushMs).unref()
  }

  flush(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const text = this.#lines.join('')
    this.#lines = []
    if (text !== '') {
      this.#writing = this.#writing
        .then(() => appendFile(this.#path, text, { mode: 0o600 }))
        .catch(this.#onError)
    }
    return this.#writing
  }
}

/** Reads up to the first damaged line, since files often end in the middle of one. */
export function* readJournal(path: string): Generator<JournalLine, void> {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    return
  }
  for (const line of text.split('\n')) {
    const json = line.slice(9)
    if (line === '' || line.slice(0, 8) !== check(json)) return
    const decoded: JournalLine = JSON.parse(json)
    yield decoded
  }
}

function encode(line: JournalLine): string {
  const json = JSON.stringify(line)
  return `${check(json)} ${json}\n`
}

function check(json: string): string {
  return crc32(Buffer.from(json)).toString(16).padStart(8, '0')
}
