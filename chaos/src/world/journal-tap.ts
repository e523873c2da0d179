import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const post = /POST (?:\/api)?\/prompt HTTP\/1\.1[\s\S]*?"prompt_id":"([0-9a-f-]{36})"/g

/** Checks, when a prompt is on its way to a server, whether its attempt is in the journal already. */
export class JournalTap {
  readonly #directory: string
  readonly #seen = new Set<string>()
  readonly #unnoted: string[] = []
  #checked = 0

  constructor(directory: string) {
    this.#directory = directory
  }

  /** Number of prompts checked. */
  get checked(): number {
    return this.#checked
  }

  /** Prompts that were posted before their attempt was in the journal. */
  get unnoted(): readonly string[] {
    return this.#unnoted
  }

  /** Hears all that one connection has carried so far. Synchronous: the server has not seen it yet. */
  hear(text: string): void {
    for (const [, promptId = ''] of text.matchAll(post)) {
      if (this.#seen.has(promptId)) continue
      this.#seen.add(promptId)
      this.#checked += 1
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
