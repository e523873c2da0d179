import { once } from 'node:events'
import { describe, expect, test } from 'vitest'
import {
  type Answering,
  createChatServer,
  obey,
  refuse,
  say,
  sayScenes,
  scenes,
} from '../../test/chat-server.ts'
import { describeSceneProducer } from '../../test/scene-producer-contract.ts'
import { request } from '../../test/stories.ts'
import {
  createOpenAiSceneProducer,
  type OpenAiOptions,
  SceneProducerInvalidAnswerError,
  SceneProducerUnavailableError,
} from '../index.ts'

describeSceneProducer('The OpenAI-compatible producer', async () => {
  const server = await createChatServer(obey)
  return {
    ...createOpenAiSceneProducer({ baseUrl: server.url, model: 'llama' }),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  }
})

/** Lets a server that answers so tell the story in seven frames. Waits take no time and are written down. */
async function tell(answers: readonly Answering[], options: Partial<OpenAiOptions> = {}) {
  await using server = await createChatServer(...answers)
  const waits: number[] = []
  const producer = createOpenAiSceneProducer({
    baseUrl: `${server.url}/v1`,
    model: 'llama',
    wait: async (ms) => waits.push(ms),
    ...options,
  })
  const outcome = await producer.produce(request).then(
    (sequence) => ({ ...sequence, error: undefined }),
    (error: unknown) => ({ frames: [], metadata: undefined, error }),
  )
  return { ...outcome, waits, requests: server.requests }
}

const sevenMoments = Array.from({ length: 7 }, (_, index) =>
  expect.stringContaining(`moment ${index + 1} of the story`),
)
const promptsOf = ({ frames }: { frames: readonly { prompt: string }[] }) =>
  frames.map(({ prompt }) => prompt)
const whole = JSON.stringify(scenes(1, 7))

test('the style, the looks of the first character, the place and the mood come before every prompt', async () => {
  const { metadata, frames } = await tell([sayScenes(1, 7)])
  expect(metadata?.prefix).toMatch(
    /^cinematic film still.*, an old keeper with a white beard, a lighthouse in the north sea, stormy$/,
  )
  expect(metadata?.characters).toEqual(['Tomas: an old keeper with a white beard'])
  expect(frames[6]?.prompt).toBe(`${metadata?.prefix}, the keeper in moment 7 of the story`)
})

test('the request goes where the protocol says, with the key if there is one', async () => {
  const without = await tell([sayScenes(1, 7)])
  expect(without.requests[0]).toMatchObject({
    path: '/v1/chat/completions',
    body: { model: 'llama' },
  })
  expect(without.requests[0]?.headers.authorization).toBeUndefined()
  const withKey = await tell([sayScenes(1, 7)], { apiKey: 'hush' })
  expect(withKey.requests[0]?.headers.authorization).toBe('Bearer hush')
})

describe('a server that knows less than OpenAI', () => {
  const knowing =
    (...known: readonly (string | undefined)[]): Answering =>
    (asked, response) =>
      known.includes(asked.body.response_format?.type)
        ? sayScenes(1, 7)(asked, response)
        : refuse(400, { error: 'response_format is not supported' })(asked, response)

  test.each([
    ['no schemas is asked for plain JSON', 'json_object', ['json_schema', 'json_object']],
    ['no formats is asked without', undefined, ['json_schema', 'json_object', undefined]],
  ])('%s', async (_what, known, formats) => {
    const told = await tell([knowing(known)])
    expect(promptsOf(told)).toEqual(sevenMoments)
    expect(told.requests.map(({ body }) => body.response_format?.type)).toEqual(formats)
  })

  test('is not asked again for what it refused once', async () => {
    await using server = await createChatServer(knowing(undefined))
    const producer = createOpenAiSceneProducer({ baseUrl: server.url, model: 'llama' })
    await producer.produce(request)
    await producer.produce(request)
    expect(server.requests).toHaveLength(4)
  })

  test('and refuses everything is unavailable, in its own words', async () => {
    const { error } = await tell([refuse(400, { error: { message: 'context too long' } })])
    expect(error).toBeInstanceOf(SceneProducerUnavailableError)
    expect(error).toMatchObject({
      status: 400,
      message: expect.stringContaining('context too long'),
    })
  })
})

describe('a model that does not write clean JSON', () => {
  test.each([
    [
      'puts it in a code fence, with a word before and after',
      `Sure!\n\`\`\`json\n${whole}\n\`\`\`\nEnjoy!`,
    ],
    ['talks around it', `Here are your scenes: ${whole} Let me know {if} you like them.`],
    ['makes notes first', `Notes [so far]: {three acts}. ${whole}`],
    ['thinks aloud first', `<think>{"frames": [] } hmm, 7 frames</think>\n${whole}`],
    ['thinks aloud without saying where it began', `{"frames": []}? No.</think>${whole}`],
    ['leaves commas at the end', whole.replaceAll('}]', ',},]')],
    ['uses single quotes', whole.replaceAll('"', "'")],
    ['forgets the last brackets', whole.slice(0, -2)],
    ['answers with the bare list', JSON.stringify(scenes(1, 7).frames)],
    ['begins with a byte order mark', `\uFEFF${whole}`],
  ])('is understood when it %s', async (_what, content) => {
    expect(promptsOf(await tell([say(content)]))).toEqual(sevenMoments)
  })

  test('is understood when it sends its text in parts', async () => {
    const parts = [
      { type: 'text', text: whole.slice(0, 50) },
      { type: 'text', text: whole.slice(50) },
    ]
    expect(promptsOf(await tell([say(parts)]))).toEqual(sevenMoments)
  })

  test('is understood when characters are objects and the rest is nested', async () => {
    const { frames, ...rest } = scenes(1, 7)
    const characters = [{ name: 'Tomas', description: 'an old keeper' }]
    const nested = { metadata: { ...rest, characters }, frames }
    const { metadata } = await tell([say(JSON.stringify(nested))])
    expect(metadata?.characters).toEqual(['Tomas: an old keeper'])
  })

  test('gets a second chance and no third when it writes no JSON at all', async () => {
    const { error, requests } = await tell([say('I would rather talk about the weather.')])
    expect(error).toBeInstanceOf(SceneProducerInvalidAnswerError)
    expect(error).toMatchObject({ message: expect.stringContaining('the weather') })
    expect(requests).toHaveLength(2)
    const second = await tell([say('What?'), sayScenes(1, 7)])
    expect(promptsOf(second)).toEqual(sevenMoments)
  })
})

describe('a model that cannot count', () => {
  test('is asked for the frames that are missing, and told which there are', async () => {
    const told = await tell([sayScenes(1, 4), sayScenes(5, 7)])
    expect(promptsOf(told)).toEqual(sevenMoments)
    const again = told.requests[1]?.body.messages.at(-1)?.content
    expect(again).toContain('4. the keeper in moment 4')
    expect(again).toContain('the 3 frames that are missing, 5 to 7')
  })

  test('has what is too much cut off, and the rest numbered', async () => {
    const told = await tell([sayScenes(1, 12)])
    expect(promptsOf(told)).toEqual(sevenMoments)
    expect(told.frames.at(-1)?.frameNumber).toBe(7)
  })

  test('is asked for the rest when it was cut off in the middle of a frame', async () => {
    const half = whole.slice(0, whole.indexOf('moment 5') + 8)
    const told = await tell([say(half, { finishReason: 'length' }), sayScenes(5, 7)])
    expect(promptsOf(told)).toEqual(sevenMoments)
  })

  test('does not get away with the same frames again', async () => {
    const { error, requests } = await tell([sayScenes(1, 4)])
    expect(error).toBeInstanceOf(SceneProducerInvalidAnswerError)
    expect(error).toMatchObject({ message: expect.stringContaining('4 of 7 frames') })
    expect(requests).toHaveLength(3)
  })

  test('leaves out frames without a prompt, which are then asked for', async () => {
    const broken = {
      ...scenes(1, 6),
      frames: [...scenes(1, 6).frames, { description: 'no prompt' }],
    }
    expect(promptsOf(await tell([say(JSON.stringify(broken)), sayScenes(7, 7)]))).toEqual(
      sevenMoments,
    )
  })
})

describe('a server in trouble', () => {
  test('is asked again after the time that it names in seconds', async () => {
    const told = await tell([refuse(429, {}, { 'retry-after': '7' }), sayScenes(1, 7)])
    expect(promptsOf(told)).toEqual(sevenMoments)
    expect(told.waits).toEqual([7000])
  })

  test('is asked again after the time that it names as a date', async () => {
    const date = new Date(Date.now() + 20_000).toUTCString()
    const { waits } = await tell([refuse(503, {}, { 'retry-after': date }), sayScenes(1, 7)])
    expect(waits[0]).toBeGreaterThan(15_000)
    expect(waits[0]).toBeLessThanOrEqual(20_000)
  })

  test('is not waited for when it wants an hour', async () => {
    const { error, waits } = await tell([refuse(429, {}, { 'retry-after': '3600' })])
    expect(error).toMatchObject({ status: 429, retryAfterSeconds: 3600 })
    expect(waits).toEqual([])
  })

  test('is asked again while it loads its model', async () => {
    const loading = refuse(503, { error: { message: 'Loading model', type: 'unavailable_error' } })
    const told = await tell([loading, loading, sayScenes(1, 7)])
    expect(promptsOf(told)).toEqual(sevenMoments)
    expect(told.waits).toEqual([500, 1000])
  })

  test('is given up after a few attempts, with what it said last', async () => {
    const { error, requests } = await tell([refuse(500, { error: 'out of memory' })])
    expect(error).toBeInstanceOf(SceneProducerUnavailableError)
    expect(error).toMatchObject({ status: 500, message: expect.stringContaining('out of memory') })
    expect(requests).toHaveLength(4)
  })

  test('that hangs up in the middle is asked again', async () => {
    const hangUp: Answering = (_asked, response) => {
      response.writeHead(200, { 'content-length': '1000' })
      response.write('{"choi', () => response.destroy())
    }
    expect(promptsOf(await tell([hangUp, sayScenes(1, 7)]))).toEqual(sevenMoments)
  })

  test('that nobody runs is unavailable', async () => {
    const server = await createChatServer(obey)
    await server[Symbol.asyncDispose]()
    const { error, waits } = await tell([obey], { baseUrl: server.url })
    expect(error).toBeInstanceOf(SceneProducerUnavailableError)
    expect(error).toMatchObject({ message: expect.stringContaining('cannot be reached') })
    expect(waits).toEqual([500, 1000, 2000])
  })

  test.each([
    [401, { error: { message: 'invalid key' } }],
    [404, { error: "model 'llama' not found, try pulling it first" }],
  ])('that answers %i is not asked again, and the key stays secret', async (status, body) => {
    const { error, requests } = await tell([refuse(status, body)], { apiKey: 'hush-hush' })
    expect(error).toBeInstanceOf(SceneProducerUnavailableError)
    expect(error).toMatchObject({ status, message: expect.not.stringContaining('hush') })
    expect(requests).toHaveLength(1)
  })

  test.each([
    ['a page of HTML', refuse(200, '<html>Welcome to nginx</html>')],
    ['no choices', refuse(200, { choices: [] })],
    ['a refusal', refuse(200, { choices: [{ message: { content: null, refusal: 'I cannot' } }] })],
    ['silence', say(null)],
    ['too much', say('x'.repeat(10_000))],
  ])('that answers with %s has given no valid answer', async (_what, answer) => {
    const { error } = await tell([answer], { maxAnswerBytes: 5000 })
    expect(error).toBeInstanceOf(SceneProducerInvalidAnswerError)
  })

  test('that never answers is given up when the time is over', async () => {
    const { error } = await tell([() => undefined], { timeoutMs: 50 })
    expect(error).toBeInstanceOf(SceneProducerUnavailableError)
    expect(error).toMatchObject({
      message: 'The language model llama did not finish within 0.05 seconds',
    })
  })
})

describe('an abort', () => {
  test('ends the request that is under way', async () => {
    const { promise: asked, resolve } = Promise.withResolvers<Parameters<Answering>[1]>()
    await using server = await createChatServer((_asked, response) => resolve(response))
    const controller = new AbortController()
    const producer = createOpenAiSceneProducer({ baseUrl: server.url, model: 'llama' })
    const producing = producer.produce(request, { signal: controller.signal })
    const closed = asked.then((response) => once(response, 'close'))
    await asked
    controller.abort(new Error('never mind'))
    await expect(producing).rejects.toThrow('never mind')
    await closed
  })

  test('ends the wait between two attempts', async () => {
    await using server = await createChatServer(refuse(503, {}, { 'retry-after': '20' }))
    const controller = new AbortController()
    const producer = createOpenAiSceneProducer({ baseUrl: server.url, model: 'llama' })
    const producing = producer.produce(request, { signal: controller.signal })
    await expect.poll(() => server.requests.length).toBe(1)
    controller.abort(new Error('never mind'))
    await expect(producing).rejects.toThrow('never mind')
  })
})
