import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'

/** Events that really happened on the server; the ground truth of a test. */
export type OracleEvent =
  | 'boot'
  | 'shutdown'
  | 'enqueue'
  | 'start'
  | 'finish'
  | 'error'
  | 'interrupted'
  | 'delete'
  | 'interrupt'
  | 'worker-died'
  | 'upload'
  | 'uploads-lost'

export interface OracleEntry {
  readonly sequence: number
  /** Milliseconds since 1970. */
  readonly at: number
  /** The number of starts of the server so far; the first is 1, counted across processes with an `oracleLog`. */
  readonly boot: number
  readonly event: OracleEvent
  readonly promptId?: string
  /** The queue number of the job. */
  readonly number?: number
  readonly clientId?: string
  /** The files that the job wrote, or the one that was uploaded. */
  readonly files?: readonly string[]
  /** The reason for the death of the worker. */
  readonly reason?: string
  /** The hash of the bytes that were uploaded, in hexadecimal. */
  readonly sha256?: string
}

type Note = Pick<OracleEntry, 'promptId' | 'number' | 'clientId' | 'files' | 'reason' | 'sha256'>

const lineSchema = z.object({ sequence: z.number(), boot: z.number() })

const lastLine = (file: string): { sequence: number; boot: number } => {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []
  const parsed = lines.flatMap((line) => {
    try {
      return [lineSchema.parse(JSON.parse(line))]
    } catch {
      // A process killed in the middle of a line leaves half of one.
      return []
    }
  })
  return parsed.at(-1) ?? { sequence: 0, boot: 0 }
}

export class Oracle {
  readonly #entries: OracleEntry[] = []
  readonly #file: string | undefined
  readonly #listeners = new Set<(entry: OracleEntry) => void>()
  #sequence: number
  #boot: number

  constructor(file: string | undefined) {
    const last = file === undefined ? { sequence: 0, boot: 0 } : lastLine(file)
    this.#file = file
    this.#sequence = last.sequence
    this.#boot = last.boot
  }

  get entries(): readonly OracleEntry[] {
    return this.#entries
  }

  get boot(): number {
    return this.#boot
  }

  booted(): void {
    this.#boot += 1
    this.note('boot', {})
  }

  /** Records an event, on disk too when there is a file, before this returns. */
  note(event: OracleEvent, note: Note): void {
    this.#sequence += 1
    const entry = { sequence: this.#sequence, at: Date.now(), boot: this.#boot, event, ...note }
    this.#entries.push(entry)
    if (this.#file !== undefined) appendFileSync(this.#file, `${JSON.stringify(entry)}\n`)
    for (const listener of this.#listeners) listener(entry)
  }

  listen(listener: (entry: OracleEntry) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}
