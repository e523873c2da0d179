import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const post = /POST (?:\/api)?\/prompt HTTP\/1\.1[\s\S]*?"prompt_id":"([0-9a-f-]{36})"/g

/** The ids of the prompts in what a connection has carried. */
export const postedPrompts = (text: string): readonly string[] =>
  [...text.matchAll(post)].map(([, promptId = '']) => promptId)

export interface TapVerdict {
  /** Number of prompts checked. */
  readonly checked: number
  /** Prompts that were posted before their attempt was written down. */
  readonly unnoted: readonly string[]
}

/** Sees every prompt on its way to a server, and knows whether its attempt was written down. */
export interface Tap {
  /** Hears all that one connection has carried so far. Synchronous: the server has not seen it yet. */
  hear(text: string): void
  verdict(): Promise<TapVerdict>
}

/** Checks, when a prompt is on its way to a server, whether its attempt is in the journal already. */
export class JournalTap implements Tap {
  readonly #directory: string
  readonly #seen = new Set<string>()
  readonly #unnoted: string[] = []

  constructor(directory: string) {
    this.#directory = directory
  }

  async verdict(): Promise<TapVerdict> {
    return { checked: this.#seen.size, unnoted: this.#unnoted }
  }

  hear(text: string): void {
    for (const promptId of postedPrompts(text)) {
      if (this.#seen.has(promptId)) continue
      this.#seen.add(promptId)
      if (!this.#isNoted(promptId)) this.#unnoted.push(promptId)
    }
  }

  #isNoted(promptId: string): boolean {
    for (let tries = 0; tries < 3; tries += 1) {
      try {
        return readdirSync(this.#directory).some(
          (name) =>
            name.startsWith('journal.') &&
            readFileSync(join(this.#directory, name), 'utf8').includes(`"promptId":"${promptId}"`),
        )
      } catch {
        // A segment was replaced between the listing and the reading.
      }
    }
    return false
  }
}
