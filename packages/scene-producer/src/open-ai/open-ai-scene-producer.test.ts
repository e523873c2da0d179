import { once } from 'node:events'
import { describe, expect, test } from 'vitest'
import {
  type Answering,
  createChatServer,
  obey,
  refuse,
  say,
  sayMessage,
  sayScenes,
} from '../../test/chat-server.ts'
import { describeSceneProducer } from '../../test/scene-producer-contract.ts'
import { request } from '../../test/stories.ts'
import { promptsOf, sevenMoments, tell } from '../../test/tell-by-model.ts'
import {
  createOpenAiSceneProducer,
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

  test('that makes no grammar of a schema and calls it its own failure is asked otherwise', async () => {
    const told = await tell([
      refuse(500, { error: { message: 'failed to parse grammar' } }),
      refuse(500, { error: { message: 'failed to parse grammar' } }),
      sayScenes(1, 7),
    ])
    expect(promptsOf(told)).toEqual(sevenMoments)
    expect(told.waits).toEqual([])
  })

  test('is asked for a schema again when it was not the format that it refused', async () => {
    const busy = refuse(400, { error: { message: 'no model is loaded' } })
    await using server = await createChatServer(busy, busy, busy, sayScenes(1, 7))
    const producer = createOpenAiSceneProducer({ baseUrl: server.url, model: 'llama' })
    await expect(producer.produce(request)).rejects.toThrow('no model is loaded')
    await producer.produce(request)
    expect(server.requests.at(-1)?.body.response_format?.type).toBe('json_schema')
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

  test('that hides its failure behind a success is unavailable, in its own words', async () => {
    const { error } = await tell([
      refuse(200, { error: { code: 429, message: 'no credits\nleft' } }),
    ])
    expect(error).toBeInstanceOf(SceneProducerUnavailableError)
    expect(error).toMatchObject({ message: expect.stringMatching(/: no credits left$/) })
  })

  test('gets no key when the key is empty', async () => {
    const { requests } = await tell([sayScenes(1, 7)], { apiKey: '' })
    expect(requests[0]?.headers.authorization).toBeUndefined()
  })

  test('that stops in the middle of its answer is given up when the time is over', async () => {
    const stall: Answering = (_asked, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.write('{"choices": [')
    }
    const { error } = await tell([stall], { timeoutMs: 50 })
    expect(error).toMatchObject({ message: expect.stringContaining('did not finish within 0.05') })
  })

  test.each([
    ['a page of HTML', refuse(200, '<html>Welcome to nginx</html>')],
    ['no choices', refuse(200, { choices: [] })],
    ['a refusal', refuse(200, { choices: [{ message: { content: null, refusal: 'I cannot' } }] })],
    ['a filter', sayMessage({ content: null }, 'content_filter')],
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
