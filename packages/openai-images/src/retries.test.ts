import { createMemoryHouse } from '@darkroom/door-ports/testing'
import OpenAI from 'openai'
import { expect, test } from 'vitest'
import { breakingProxy } from './testing/breaking-proxy.ts'
import { memoryTime, onePicture, openDoor, pictureBytes, sdxl } from './testing/open-door.ts'

const base64 = Buffer.from(pictureBytes).toString('base64')

test('a client whose connection breaks asks again by itself, and gets the picture of its first try', async () => {
  await using door = await openDoor({
    onJob: () => proxy.breakAll(),
  })
  await using proxy = await breakingProxy(door.port)
  const client = new OpenAI({ baseURL: proxy.url, apiKey: 'any' })
  const answer = client.images.generate({ prompt: 'a fox' })
  await expect.poll(() => proxy.connections).toBe(2)
  const { jobs } = door.house
  const [id = ''] = jobs.asked.map((one) => one.id)
  jobs.finish(id, [{ bytes: pictureBytes }])
  expect((await answer).data).toMatchObject([{ b64_json: base64 }])
  expect(jobs.asked).toHaveLength(1)
})

test('a client that gives up and asks again without saying so gets the same picture, once', async () => {
  await using door = await openDoor({ onJob: () => giveUp.abort() })
  const giveUp = new AbortController()
  const ask = (signal?: AbortSignal) =>
    fetch(`${door.url}/images/generations`, {
      method: 'POST',
      body: JSON.stringify({ prompt: 'a fox' }),
      signal: signal ?? null,
    })
  await expect(ask(giveUp.signal)).rejects.toThrow()
  await door.untilGone()
  const { jobs } = door.house
  const [id = ''] = jobs.asked.map((one) => one.id)
  jobs.finish(id, [{ bytes: pictureBytes }])
  const again = await ask()
  expect(again.headers.get('x-darkroom-jobs')).toBe(id)
  expect(await again.json()).toMatchObject({ data: [{ b64_json: base64 }] })
  jobs.onSubmit = (job) => onePicture(job, door.house)
  const third = await ask()
  expect(third.headers.get('x-darkroom-jobs')).not.toBe(id)
  expect(jobs.asked).toHaveLength(2)
})

test('who wants two equal pictures gets two, also at the same time', async () => {
  await using door = await openDoor()
  const client = new OpenAI({ baseURL: door.url, apiKey: 'any' })
  await Promise.all([
    client.images.generate({ prompt: 'a fox' }),
    client.images.generate({ prompt: 'a fox' }),
  ])
  await client.images.generate({ prompt: 'a fox' })
  expect(door.house.jobs.asked).toHaveLength(3)
})

test('after a restart the second try still finds the first', async () => {
  const before = await openDoor({ onJob: () => undefined })
  const ask = (url: string, tries: number) =>
    fetch(`${url}/images/generations`, {
      method: 'POST',
      headers: { 'x-stainless-retry-count': String(tries) },
      body: JSON.stringify({ prompt: 'a fox' }),
    })
  const first = ask(before.url, 0)
  await expect.poll(() => before.house.jobs.asked.length).toBe(1)
  before.house.stop()
  const told = await first
  expect(told.status).toBe(503)
  expect(told.headers.get('x-should-retry')).toBe('true')
  expect(Number(told.headers.get('retry-after'))).toBeGreaterThan(0)
  await before[Symbol.asyncDispose]()

  const { jobs } = before.house
  const { signal } = new AbortController()
  await using after = await openDoor({ house: { ...before.house, stopping: signal } })
  const second = ask(after.url, 1)
  const [id = ''] = jobs.asked.map((one) => one.id)
  jobs.finish(id, [{ bytes: pictureBytes }])
  expect(await (await second).json()).toMatchObject({ data: [{ b64_json: base64 }] })
  expect(jobs.asked).toHaveLength(1)
})

test('a key of the client makes one picture of however many tries, and belongs to one request', async () => {
  await using door = await openDoor()
  const ask = (prompt: string) =>
    fetch(`${door.url}/images/generations`, {
      method: 'POST',
      headers: { 'idempotency-key': 'mine' },
      body: JSON.stringify({ prompt }),
    })
  const [first, second] = await Promise.all([ask('a fox'), ask('a fox')])
  expect(await first.json()).toEqual(await second.json())
  expect(door.house.jobs.asked).toHaveLength(1)
  expect((await ask('a hare')).status).toBe(422)
})

test('another key of the API is another client', async () => {
  await using door = await openDoor({ onJob: () => giveUp.abort() })
  let giveUp = new AbortController()
  const ask = (key: string, signal: AbortSignal) =>
    fetch(`${door.url}/images/generations`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}` },
      body: JSON.stringify({ prompt: 'a fox' }),
      signal,
    })
  await expect(ask('one', giveUp.signal)).rejects.toThrow()
  await door.untilGone()
  giveUp = new AbortController()
  await expect(ask('other', giveUp.signal)).rejects.toThrow()
  expect(door.house.jobs.asked).toHaveLength(2)
})

test('a picture that nobody fetched is no answer any more after ten minutes', async () => {
  let now = memoryTime
  await using door = await openDoor({ options: { now: () => now }, onJob: () => giveUp.abort() })
  const giveUp = new AbortController()
  const ask = (signal?: AbortSignal) =>
    fetch(`${door.url}/images/generations`, {
      method: 'POST',
      body: JSON.stringify({ prompt: 'a fox' }),
      signal: signal ?? null,
    })
  await expect(ask(giveUp.signal)).rejects.toThrow()
  await door.untilGone()
  const { jobs } = door.house
  jobs.finish(jobs.asked[0]?.id ?? '', [{ bytes: pictureBytes }])
  jobs.onSubmit = (job) => onePicture(job, door.house)
  now += 20 * 60_000
  await ask()
  expect(jobs.asked).toHaveLength(2)
})

test('an answer that takes long begins before its picture is there', async () => {
  await using door = await openDoor({
    options: { patience: 0, heartbeat: 1 },
    onJob: () => undefined,
  })
  const response = await fetch(`${door.url}/images/generations`, {
    method: 'POST',
    body: JSON.stringify({ prompt: 'a fox' }),
  })
  expect(response.status).toBe(200)
  expect(response.headers.get('cache-control')).toContain('no-transform')
  const { jobs } = door.house
  jobs.finish(jobs.asked[0]?.id ?? '', [{ bytes: pictureBytes }])
  expect(await response.json()).toMatchObject({ data: [{ b64_json: base64 }] })
})

test('a failure that comes too late for a status breaks the connection, and is told to who asks again', async () => {
  await using door = await openDoor({
    options: { patience: 0, heartbeat: 1 },
    onJob: () => undefined,
  })
  const response = await fetch(`${door.url}/images/generations`, {
    method: 'POST',
    body: JSON.stringify({ prompt: 'a fox' }),
  })
  const { jobs } = door.house
  jobs.fail(jobs.asked[0]?.id ?? '', { code: 'out_of_memory', message: 'Too large.' })
  await expect(response.text()).rejects.toThrow()
  const again = await fetch(`${door.url}/images/generations`, {
    method: 'POST',
    headers: { 'x-stainless-retry-count': '1' },
    body: JSON.stringify({ prompt: 'a fox' }),
  })
  await expect(again.text()).resolves.toContain('Too large.')
  expect(jobs.asked).toHaveLength(1)
})

test('who stops reading a stream at its picture has had it', async () => {
  await using door = await openDoor()
  const client = new OpenAI({ baseURL: door.url, apiKey: 'any' })
  const ask = () => client.images.generate({ prompt: 'a fox', stream: true })
  for await (const { type } of await ask()) {
    if (type === 'image_generation.completed') break
  }
  for await (const { type } of await ask()) expect(type).toBe('image_generation.completed')
  expect(door.house.jobs.asked).toHaveLength(2)
})

test('a stream that breaks is gone on with by who asks again', async () => {
  await using door = await openDoor({ options: { heartbeat: 1 }, onJob: () => undefined })
  const { jobs } = door.house
  const ask = () =>
    fetch(`${door.url}/images/generations`, {
      method: 'POST',
      body: JSON.stringify({ prompt: 'a fox', stream: true }),
    })
  const lost = (await ask()).body?.getReader()
  expect(Buffer.from((await lost?.read())?.value ?? []).toString()).toMatch(/^: waiting\n\n/)
  await lost?.cancel()
  await door.untilGone()
  const again = await ask()
  jobs.finish(jobs.asked[0]?.id ?? '', [{ bytes: pictureBytes }])
  expect(await again.text()).toContain('event: image_generation.completed\ndata: {')
  expect(jobs.asked).toHaveLength(1)
})

test('a try whose connection breaks before its job is accepted is found as well', async () => {
  const house = createMemoryHouse({ models: [sdxl] })
  const asked = Promise.withResolvers<void>()
  const goOn = Promise.withResolvers<void>()
  const list = async () => {
    asked.resolve()
    await goOn.promise
    return [sdxl]
  }
  await using door = await openDoor({ house: { ...house, models: { ...house.models, list } } })
  const giveUp = new AbortController()
  const ask = (tries: number, signal?: AbortSignal) =>
    fetch(`${door.url}/images/generations`, {
      method: 'POST',
      headers: { 'x-stainless-retry-count': String(tries) },
      body: JSON.stringify({ prompt: 'a fox' }),
      signal: signal ?? null,
    })
  const first = ask(0, giveUp.signal)
  await asked.promise
  giveUp.abort()
  await expect(first).rejects.toThrow()
  const second = ask(1)
  await door.untilAsked(2)
  goOn.resolve()
  expect((await second).status).toBe(200)
  expect(house.jobs.asked).toHaveLength(1)
})

test('a picture that was cancelled after its client had gone is made when it is asked for again', async () => {
  await using door = await openDoor({ onJob: () => giveUp.abort() })
  const giveUp = new AbortController()
  const ask = (signal?: AbortSignal) =>
    fetch(`${door.url}/images/generations`, {
      method: 'POST',
      body: JSON.stringify({ prompt: 'a fox' }),
      signal: signal ?? null,
    })
  await expect(ask(giveUp.signal)).rejects.toThrow()
  await door.untilGone()
  const { jobs } = door.house
  await jobs.cancel(jobs.asked[0]?.id ?? '')
  jobs.onSubmit = (job) => onePicture(job, door.house)
  expect((await ask()).status).toBe(200)
  expect(jobs.asked).toHaveLength(2)
})
