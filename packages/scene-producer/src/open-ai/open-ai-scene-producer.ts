import { pause } from '@darkroom/foundation'
import { SceneProducerInvalidAnswerError } from '../errors.ts'
import type { SceneProducer, SceneRequest } from '../scene-producer.ts'
import { type Answer, findAnswer } from '../shared/answer-schema.ts'
import { assemble } from '../shared/assemble.ts'
import { checkRequest } from '../shared/check-request.ts'
import { shortened } from '../shared/text.ts'
import { withinTimeLimit } from '../shared/time-limit.ts'
import { ask, type Endpoint, RefusedBody } from './chat-endpoint.ts'
import { completionsUrl } from './completions-url.ts'
import { answerFormat, type Message, messagesFor } from './messages.ts'
import type { Reply } from './read-reply.ts'
import { withRetries } from './retry.ts'

export interface OpenAiOptions {
  /** The server's address, with or without `/v1`. */
  readonly baseUrl: string | URL
  readonly model: string
  /** The bearer token; local servers need none. */
  readonly apiKey?: string | undefined
  /** The time limit for a whole sequence including retries; 180,000 unless given. */
  readonly timeoutMs?: number | undefined
  /** The size limit for one answer of the server; 4 MiB unless given. */
  readonly maxAnswerBytes?: number | undefined
  /** The wait between attempts; Node's timer unless given. */
  readonly wait?: ((ms: number, options: { signal: AbortSignal }) => Promise<unknown>) | undefined
}

/** Answer formats from the strictest to none at all, since servers support different ones. */
const formats = [
  { response_format: { type: 'json_schema', json_schema: answerFormat } },
  { response_format: { type: 'json_object' } },
  {},
] as const

/** The number of requests in a row without a new frame after which the model is given up. */
const fruitlessRounds = 2

/** Lets a language model write the frames: Ollama, llama.cpp, vLLM, LM Studio or any server with OpenAI's protocol. */
export function createOpenAiSceneProducer({
  baseUrl,
  model,
  apiKey,
  timeoutMs = 180_000,
  maxAnswerBytes = 4 * 1024 * 1024,
  wait = (ms, { signal }) => pause(ms, signal),
}: OpenAiOptions): SceneProducer {
  const endpoint: Endpoint = { url: completionsUrl(baseUrl), model, apiKey, maxAnswerBytes }
  const name = `openai:${model}`
  /** Index into `formats` of the last one that this server accepted. */
  let taken = 0

  async function reply(messages: readonly Message[], signal: AbortSignal): Promise<Reply> {
    for (let format = taken; ; format += 1) {
      const body = { messages, ...formats[format] }
      try {
        const said = await withRetries(() => ask(endpoint, body, { signal }), { wait, signal })
        taken = format
        return said
      } catch (error) {
        // A server that refuses every format refuses something else, so nothing is learnt about formats.
        if (!(error instanceof RefusedBody) || format === formats.length - 1) throw error
      }
    }
  }

  async function collect(request: SceneRequest, signal: AbortSignal): Promise<Answer> {
    let answer: Answer | undefined
    let last: Reply = { text: '', isCut: false }
    for (let fruitless = 0; fruitless < fruitlessRounds; ) {
      last = await reply(messagesFor(request, answer?.frames ?? []), signal)
      const next = merged(answer, wholeFrames(findAnswer(last.text), last.isCut))
      fruitless = framesIn(next) > framesIn(answer) ? 0 : fruitless + 1
      answer = next
      if (answer !== undefined && framesIn(answer) >= request.frameCount) return answer
    }
    throw tooLittle(answer, request, last)
  }

  return {
    name,
    async produce(wanted, { signal } = {}) {
      const request = checkRequest(wanted)
      const { frames, metadata } = await withinTimeLimit((both) => collect(request, both), {
        who: `The language model ${model}`,
        timeoutMs,
        signal,
      })
      const { characters, setting, atmosphere, arc } = metadata
      return assemble(
        {
          producer: name,
          characters,
          shared: characters.slice(0, 1).map(lookOf),
          setting,
          atmosphere,
          arc: arc || (request.narrativeArc ?? ''),
          frames: frames.slice(0, request.frameCount),
        },
        request,
      )
    },
  }
}

const framesIn = (answer: Answer | undefined): number => answer?.frames.length ?? 0

/** Drops the last frame of an answer that was cut off, since it is probably incomplete. */
function wholeFrames(answer: Answer | undefined, isCut: boolean): Answer | undefined {
  if (answer === undefined || !isCut) return answer
  return { ...answer, frames: answer.frames.slice(0, -1) }
}

/** Adds the new frames; metadata stays as in the first answer. */
function merged(answer: Answer | undefined, next: Answer | undefined): Answer | undefined {
  const frames = [...(answer?.frames ?? []), ...(next?.frames ?? [])]
  const unlike = new Map(frames.toReversed().map((frame) => [frame.prompt, frame]))
  const metadata = answer?.metadata ?? next?.metadata
  return (
    metadata && { metadata, frames: frames.filter((frame) => unlike.get(frame.prompt) === frame) }
  )
}

/** The look in "name: look", since a name means nothing to an image model. */
const lookOf = (character: string): string => character.replace(/^[^:]{1,40}:\s*/, '')

function tooLittle(
  answer: Answer | undefined,
  { frameCount }: SceneRequest,
  { text, isCut }: Reply,
): SceneProducerInvalidAnswerError {
  const got = framesIn(answer)
  const what =
    got === 0
      ? `The language model did not answer with scenes: ${shortened(text.trim(), 120) || (isCut ? 'it ran out of tokens before it said anything' : 'nothing')}`
      : `The language model wrote ${got} of ${frameCount} frames and no more`
  return new SceneProducerInvalidAnswerError(what)
}
