import { Client } from 'pg'
import { postedPrompts, type Tap, type TapVerdict } from './journal-tap.ts'

interface Row {
  readonly entry: string
  readonly at: number
}

/** Checks by the database's clock whether the attempt of each prompt was in the log when it was on its way to a server. */
export class LogTap implements Tap {
  readonly #url: string
  readonly #postedAt = new Map<string, number>()

  constructor(url: string) {
    this.#url = url
  }

  hear(text: string): void {
    for (const promptId of postedPrompts(text)) {
      if (!this.#postedAt.has(promptId)) this.#postedAt.set(promptId, Date.now())
    }
  }

  async verdict(): Promise<TapVerdict> {
    const rows = await this.#read()
    const unnoted = [...this.#postedAt].flatMap(([promptId, postedAt]) => {
      const noted = rows.find(({ entry }) => entry.includes(`"promptId":"${promptId}"`))
      return noted !== undefined && noted.at <= postedAt ? [] : [promptId]
    })
    return { checked: this.#postedAt.size, unnoted }
  }

  async #read(): Promise<readonly Row[]> {
    const client = new Client(this.#url)
    await client.connect()
    const { rows } = await client.query<Row>(
      'SELECT entry, floor(extract(epoch FROM written_at) * 1000)::float8 AS at FROM darkroom.queue_log ORDER BY position',
    )
    await client.end()
    return rows
  }
}
