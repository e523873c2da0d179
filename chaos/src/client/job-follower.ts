import { setTimeout as delay } from 'node:timers/promises'
import { InTurn } from './in-turn.ts'

const ends: ReadonlySet<string> = new Set(['succeeded', 'failed', 'canceled'])

/** Follows one job by the Comfy API and comes back with the last id, as an EventSource does, until it is told that there is no more. */
export class JobFollower implements AsyncDisposable {
  readonly id: string
  readonly #urls: InTurn
  readonly #path: string
  readonly #stop = new AbortController()
  readonly #following: Promise<void>
  readonly #facts: string[] = []
  #isOver = false

  constructor(urls: readonly string[], id: string) {
    this.id = id
    this.#urls = new InTurn(urls)
    this.#path = `/api/v2/jobs/${id}/events`
    this.#following = this.#run()
  }

  /** Whether it was told that there is no more. */
  get isOver(): boolean {
    return this.#isOver
  }

  /** The outputs and ends that were told, in order, each as often as it was told. */
  get told(): readonly string[] {
    return this.#facts.filter((fact) => ends.has(fact) || fact.startsWith('output-'))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort()
    await this.#following
  }

  async #run(): Promise<void> {
    while (!this.#stop.signal.aborted && !this.#isOver) {
      await this.#follow().catch(() => undefined)
      await delay(20)
    }
  }

  async #follow(): Promise<void> {
    const last = this.#facts.at(-1)
    const headers = last === undefined ? {} : { 'last-event-id': last }
    const signal = this.#urls.stay(this.#stop.signal)
    const answer = await fetch(`${this.#urls.next()}${this.#path}`, { headers, signal })
    this.#isOver = answer.status === 204
    if (!answer.ok || answer.body === null) return
    let text = ''
    for await (const chunk of answer.body.pipeThrough(new TextDecoderStream())) {
      const messages = `${text}${chunk}`.split('\n\n')
      text = messages.pop() ?? ''
      for (const message of messages) {
        const fact = /^id: (.+)$/m.exec(message)?.[1]
        if (fact !== undefined) this.#facts.push(fact)
      }
    }
  }
}
