import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { InTurn } from './in-turn.ts'

const idSchema = z.string().regex(/^.+-\d+$/)
const terminal = new Set(['completed', 'error', 'cancelled'])
const jobSchema = z.object({ request_id: z.string() })

/**
 * Follows `/api/events` and reconnects with the last id whenever the stream breaks, as a browser does; of several processes it goes to
 * the next each time.
 */
export class EventFollower implements AsyncDisposable {
  readonly #urls: InTurn
  readonly #stop = new AbortController()
  readonly #following: Promise<void>
  readonly #ended = new Map<string, number>()
  readonly #disorder: string[] = []
  #lastId: string | undefined
  #connections = 0
  #resets = 0
  #startedBlind = 0

  constructor(urls: readonly string[]) {
    this.#urls = new InTurn(urls)
    this.#following = this.#run()
  }

  get connections(): number {
    return this.#connections
  }

  get resets(): number {
    return this.#resets
  }

  /** Reconnections without an id: the events missed are not known. */
  get startedBlind(): number {
    return this.#startedBlind
  }

  get disorder(): readonly string[] {
    return this.#disorder
  }

  /** How often the end of this job was told. */
  endsOf(jobId: string): number {
    return this.#ended.get(jobId) ?? 0
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort()
    await this.#following
  }

  async #run(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      await this.#follow().catch(() => undefined)
      await delay(20)
    }
  }

  async #follow(): Promise<void> {
    const headers = this.#lastId === undefined ? {} : { 'last-event-id': this.#lastId }
    const signal = this.#urls.stay(this.#stop.signal)
    const answer = await fetch(`${this.#urls.next()}/api/events`, { headers, signal })
    if (!answer.ok || answer.body === null) return
    if (this.#lastId === undefined && this.#connections > 0) this.#startedBlind += 1
    this.#connections += 1
    let text = ''
    for await (const chunk of answer.body.pipeThrough(new TextDecoderStream())) {
      const messages = `${text}${chunk}`.split('\n\n')
      text = messages.pop() ?? ''
      for (const message of messages) this.#hear(message)
    }
  }

  #hear(message: string): void {
    const fields = new Map(
      message.split('\n').map((line) => {
        const at = line.indexOf(':')
        return [line.slice(0, at), line.slice(at + 1).trim()] as const
      }),
    )
    const type = fields.get('event') ?? ''
    if (type === 'reset') this.#resets += 1
    const id = idSchema.safeParse(fields.get('id')).data
    if (id !== undefined) this.#remember(id)
    if (!terminal.has(type)) return
    const job = jobSchema.safeParse(JSON.parse(fields.get('data') ?? '{}')).data
    if (job !== undefined) this.#ended.set(job.request_id, this.endsOf(job.request_id) + 1)
  }

  #remember(id: string): void {
    const last = this.#lastId
    this.#lastId = id
    if (last === undefined) return
    const [epoch, sequence] = split(id)
    const [lastEpoch, lastSequence] = split(last)
    if (epoch === lastEpoch && sequence <= lastSequence) this.#disorder.push(`${id} after ${last}`)
  }
}

function split(id: string): readonly [string, number] {
  const at = id.lastIndexOf('-')
  return [id.slice(0, at), Number(id.slice(at + 1))]
}
