import { createServer, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { Wake } from '@darkroom/foundation'
import { Webhook } from 'standardwebhooks'
import { z } from 'zod'
import {
  groupMessageSchema,
  jobMessageSchema,
  testMessageSchema,
} from '../src/webhooks/message-schemas.ts'

const messageSchema = z.object({
  type: z.string(),
  timestamp: z.iso.datetime(),
  data: z.record(z.string(), z.unknown()),
})

/** What the OpenAPI document says of the data, and nothing else. */
const dataSchemaOf = (type: string): z.ZodType => {
  if (type.startsWith('job.')) return jobMessageSchema.strict()
  return type === 'webhook.test' ? testMessageSchema.strict() : groupMessageSchema.strict()
}

/** What came in, signed as it must be. */
export interface Received {
  readonly id: string
  readonly body: string
  readonly message: z.infer<typeof messageSchema>
  readonly path: string
}

type Answer = (received: Received, response: ServerResponse) => void

const headersSchema = z.object({
  'webhook-id': z.string(),
  'webhook-timestamp': z.string(),
  'webhook-signature': z.string(),
  'content-type': z.literal('application/json'),
})

/** A receiver on loopback that verifies what comes with the reference implementation, and answers as it is told. */
export class WebhookReceiver implements AsyncDisposable {
  /** All that came, in order, however it was answered. */
  readonly received: Received[] = []
  secret: string
  answer: Answer = (_, response) => response.writeHead(204).end()
  readonly #server = createServer(async (request, response) => {
    const body = await text(request)
    const { 'content-type': _, ...headers } = headersSchema.parse(request.headers)
    const message = messageSchema.parse(new Webhook(this.secret).verify(body, headers))
    dataSchemaOf(message.type).parse(message.data)
    const received = { id: headers['webhook-id'], body, message, path: request.url ?? '' }
    this.received.push(received)
    this.answer(received, response)
    this.#wake.wake()
  })
  readonly #wake = new Wake()
  #port = 0

  constructor(secret: string) {
    this.secret = secret
  }

  get url(): string {
    return `http://localhost:${this.#port}`
  }

  /** Listens, at the same port as before. */
  async open(): Promise<this> {
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#server.listen(this.#port, 'localhost', resolve)
    await promise
    const address = this.#server.address()
    if (typeof address === 'object' && address !== null) this.#port = address.port
    return this
  }

  /** Is away: connections are refused. */
  async close(): Promise<void> {
    if (!this.#server.listening) return
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#server.close(() => resolve())
    this.#server.closeAllConnections()
    await promise
  }

  /** Resolves with what came, once it is enough. */
  async until(isEnough: (received: readonly Received[]) => boolean): Promise<readonly Received[]> {
    while (!isEnough(this.received)) {
      await this.#wake.wait(10_000, AbortSignal.timeout(30_000))
    }
    return this.received
  }

  types(): readonly string[] {
    return this.received.map(({ message }) => message.type)
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }
}
