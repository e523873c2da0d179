import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { z } from 'zod'

interface ChatBody {
  readonly model: string
  readonly messages: readonly { readonly role: string; readonly content: string }[]
  readonly response_format?: { readonly type: string } | undefined
}

const bodySchema: z.ZodType<ChatBody> = z.object({
  model: z.string(),
  stream: z.literal(false),
  messages: z.array(z.object({ role: z.string(), content: z.string() })),
  response_format: z.object({ type: z.string() }).loose().optional(),
})

interface ChatRequest {
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: ChatBody
}

export type Answering = (request: ChatRequest, response: ServerResponse) => void

export interface ChatServer extends AsyncDisposable {
  readonly url: string
  readonly requests: readonly ChatRequest[]
}

/** A server that answers each request by the next function, and further ones by the last. */
export async function createChatServer(...answers: readonly Answering[]): Promise<ChatServer> {
  const requests: ChatRequest[] = []
  const server = createServer(async (incoming, response) => {
    const body = bodySchema.parse(JSON.parse(await text(incoming)))
    const request = { path: incoming.url ?? '', headers: incoming.headers, body }
    requests.push(request)
    const answer = answers[requests.length - 1] ?? answers.at(-1)
    answer?.(request, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = z.custom<AddressInfo>().parse(server.address())
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    async [Symbol.asyncDispose](): Promise<void> {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** A chat completion with the given parts of a message. */
export const sayMessage =
  (parts: object, finishReason = 'stop'): Answering =>
  (_request, response) => {
    const message = { role: 'assistant', ...parts }
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ choices: [{ index: 0, finish_reason: finishReason, message }] }))
  }

/** A chat completion with the given content. */
export const say = (
  content: unknown,
  { finishReason = 'stop' }: { finishReason?: string } = {},
): Answering => sayMessage({ content }, finishReason)

export const refuse =
  (
    status: number,
    body: unknown = { error: { message: 'no' } },
    headers: Record<string, string> = {},
  ): Answering =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers })
    response.end(typeof body === 'string' ? body : JSON.stringify(body))
  }

interface Scenes {
  readonly characters: readonly string[]
  readonly setting: string
  readonly atmosphere: string
  readonly arc: string
  readonly frames: readonly Readonly<Record<'prompt' | 'description' | 'shot_type', string>>[]
}

/** The frames `from` to `to` as a model would write them. */
export const scenes = (from: number, to: number): Scenes => ({
  characters: ['Tomas: an old keeper with a white beard'],
  setting: 'a lighthouse in the north sea',
  atmosphere: 'stormy',
  arc: 'three acts',
  frames: Array.from({ length: to - from + 1 }, (_, index) => ({
    prompt: `the keeper in moment ${from + index} of the story`,
    description: `Moment ${from + index}.`,
    shot_type: 'wide shot',
  })),
})

export const sayScenes = (from: number, to: number): Answering =>
  say(JSON.stringify(scenes(from, to)))

/** Answers as asked: with the requested number of frames, in the requested arc. */
export const obey: Answering = (request, response) => {
  const asked = request.body.messages.at(-1)?.content ?? ''
  const count = Number(/Exactly (\d+) frames/.exec(asked)?.[1])
  const arc = /narrative arc: (.*)\.$/m.exec(asked)?.[1] ?? ''
  say(JSON.stringify({ ...scenes(1, count), arc }))(request, response)
}
