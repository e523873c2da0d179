import { setTimeout as delay } from 'node:timers/promises'
import { QueueClosedError, QueueError, StorageFullError } from '@darkroom/job-queue'
import { Client } from 'pg'
import { sentenceOf, troubleOf } from './trouble.ts'

/** Milliseconds before another try, at first and at most. */
const firstPauseMs = 50
const longestPauseMs = 2_000

/** Milliseconds without an answer after which something is wrong. */
const silentMs = 2_000

/** Milliseconds that an answer is waited for when all is given up. */
const lastWaitMs = 1_000

/**
 * For a session that holds what others wait for: a client that says nothing any more, such as one without power, is taken for gone after half a
 * minute and not after the two hours of most systems. A socket of the server's own machine has no such thing, and ignores it.
 */
export const goneAfterHalfAMinute =
  'SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 4; SET tcp_user_timeout = 30000'

export interface ConnectionOptions {
  readonly url: string
  /** Milliseconds after which an answer is not waited for any more, and the connection is given up. */
  readonly answerWithinMs: number
  /** Prepares a new connection; it is asked nothing before. */
  readonly prepare: (client: Client) => Promise<void>
  readonly onNotice: (channel: string, payload: string) => void
}

/** One connection, made anew whenever it breaks. Questions are asked again until they are answered. */
export class Connection {
  readonly #options: ConnectionOptions
  readonly #givingUp = new AbortController()
  #client: Client | undefined
  #problem: string | undefined
  /** When the question that has no answer yet was asked. */
  #askedAt = Number.POSITIVE_INFINITY

  constructor(options: ConnectionOptions) {
    this.#options = options
  }

  /** Why it cannot be asked just now; a line that is cut says nothing. */
  get problem(): string | undefined {
    const isSilent = performance.now() - this.#askedAt > silentMs
    return this.#problem ?? (isSilent ? 'it does not answer' : undefined)
  }

  /**
   * Asks until there is an answer, which a question has to bear: an answer that was lost does not mean that nothing was
   * done.
   */
  async ask<T>(question: (client: Client) => Promise<T>): Promise<T> {
    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
      try {
        const answer = await this.askOnce(question)
        this.#problem = undefined
        return answer
      } catch (error) {
        if (error instanceof QueueError) throw error
        if (troubleOf(error) === 'full')
          throw new StorageFullError('the database', { cause: error })
        if (troubleOf(error) === 'broken') throw error
        this.#problem = sentenceOf(error)
      }
      await delay(pauseMs, undefined, { signal: this.#givingUp.signal }).catch(() => undefined)
    }
  }

  /** Asks once; whatever goes wrong ends the connection. */
  async askOnce<T>(question: (client: Client) => Promise<T>): Promise<T> {
    if (this.#givingUp.signal.aborted) throw new QueueClosedError()
    this.#askedAt = performance.now()
    try {
      const client = this.#client ?? (await this.#connect())
      return await question(client)
    } catch (error) {
      if (this.#client !== undefined) this.#drop(this.#client)
      throw error
    } finally {
      this.#askedAt = Number.POSITIVE_INFINITY
    }
  }

  /** Rejects what waits for a connection. */
  giveUp(): void {
    this.#givingUp.abort()
    const client = this.#client
    if (client === undefined) return
    // A line that is cut says nothing: what is still under way then is not waited for.
    setTimeout(() => this.#drop(client), lastWaitMs).unref()
  }

  async close(): Promise<void> {
    this.#givingUp.abort()
    const client = this.#client
    this.#client = undefined
    await client?.end().catch(() => undefined)
  }

  async #connect(): Promise<Client> {
    const { url, answerWithinMs, prepare, onNotice } = this.#options
    const client = new Client({
      connectionString: url,
      application_name: 'darkroom',
      connectionTimeoutMillis: answerWithinMs,
      query_timeout: answerWithinMs,
      keepAlive: true,
    })
    client.on('error', () => this.#drop(client))
    client.on('end', () => this.#drop(client))
    client.on('notification', ({ channel, payload = '' }) => onNotice(channel, payload))
    try {
      await client.connect()
      await prepare(client)
    } catch (error) {
      this.#drop(client)
      throw error
    }
    this.#client = client
    return client
  }

  #drop(client: Client): void {
    if (this.#client === client) this.#client = undefined
    // Its end may never be confirmed, and nobody waits for it.
    client.end().catch(() => undefined)
  }
}
