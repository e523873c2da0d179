import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { deepestBody } from '../src/http/clean-json.ts'
import {
  ended,
  generate,
  problem,
  type RunningDarkroom,
  request,
  runDarkroom,
} from './running-darkroom.ts'

let running: RunningDarkroom
/** Made before the queue is filled with what is only to be accepted. */
let picture: string
beforeAll(async () => {
  running = await runDarkroom()
  const { images } = await ended(running, await generate(running))
  picture = images?.[0]?.id ?? ''
})
afterAll(async () => {
  await running[Symbol.asyncDispose]()
})

type Body = string | Blob | Uint8Array<ArrayBuffer>

const schemaSchema = z.object({
  $ref: z.string().optional(),
  required: z.array(z.string()).default([]),
  properties: z.record(z.string(), z.unknown()).default({}),
})
const documentSchema = z.object({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({
        requestBody: z
          .object({
            content: z.object({
              'application/json': z.object({ schema: schemaSchema }).optional(),
            }),
          })
          .optional(),
      }),
    ),
  ),
  components: z.object({ schemas: z.record(z.string(), schemaSchema) }),
})

/** Every route with a body, at an address that meets its schema, with the schema of the body. */
async function bodyRoutes() {
  const document = documentSchema.parse(await (await fetch(`${running.url}/openapi.json`)).json())
  return Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).flatMap(([method, { requestBody }]) => {
      const json = requestBody?.content['application/json']
      // The operations of single workflows are one route, which is there as well.
      const isOfOne = /^\/api\/workflows\/[^{/]+\/run$/.test(path)
      if (json === undefined || isOfOne) return []
      const { schema } = json
      const named = schema.$ref?.replace('#/components/schemas/', '')
      const address = path
        .replace(/\{(request|batch|sequence|webhook)_id\}/, '3f2b8c1e-5f0a-4b7e-9a51-2f7f0c1d9e11')
        .replace(/\{frame_number\}/, '1')
        .replace(/\{\w+\}/, 'nothing')
      const body = named === undefined ? schema : document.components.schemas[named]
      return body === undefined ? [] : [{ method: method.toUpperCase(), address, body }]
    }),
  )
}

const send = (
  body: Body,
  type = 'application/json',
  { method = 'POST', address = '/api/generate', ...headers }: Record<string, string> = {},
) =>
  fetch(`${running.url}${address}`, { method, headers: { 'content-type': type, ...headers }, body })

const asked = (prompt: string) => JSON.stringify({ ...request, prompt })
const latin1 = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))
const utf16 = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le'))
const swapped = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le').swap16())
const bytes = (...parts: (Uint8Array<ArrayBuffer> | string)[]) => new Blob(parts)

test.each<[string, Body, string]>([
  ['latin1 that is declared', latin1(asked('café')), 'application/json; charset=iso-8859-1'],
  ['latin1 in quotes', latin1(asked('café')), 'application/json;charset="ISO-8859-1"'],
  ['a space before the charset', asked('café'), 'application/json ; charset=utf-8'],
  ['a charset without a value', asked('café'), 'application/json; charset'],
  ['an empty charset in quotes', asked('café'), 'application/json; charset=""'],
  ['an end after the semicolon', asked('café'), 'Application/JSON;'],
  ['a byte order mark', bytes('\ufeff', asked('café')), 'application/json'],
  ['UTF-16 with its mark', utf16(`\ufeff${asked('café')}`), 'application/json'],
  ['UTF-16 the other way', swapped(`\ufeff${asked('café')}`), 'application/json; charset=utf-16'],
  ['UTF-16 that is declared', utf16(asked('café')), 'application/json; charset=utf-16le'],
  [
    'a mark that says otherwise',
    bytes('\ufeff', asked('café')),
    'application/json; charset=latin1',
  ],
])('%s is read as it was meant', async (_, body, type) => {
  const answer = await send(body, type)
  expect(answer.status).toBe(202)
  const { request_id } = z.object({ request_id: z.string() }).parse(await answer.json())
  const job = await running.api.generate.status[':request_id'].$get({ param: { request_id } })
  expect(await job.json()).toMatchObject({ prompt: 'café' })
})

test.each<[string, Body, string]>([
  ['latin1 that is not declared', latin1(asked('café')), 'application/json'],
  ['latin1 declared as UTF-8', latin1(asked('café')), 'application/json; charset=utf-8'],
  ['an encoding that nobody knows', asked('café'), 'application/json; charset=utf-99'],
  [
    'half of a UTF-16 unit',
    bytes('\ufeff'.slice(1), utf16(`\ufeff${asked('x')}`).slice(0, -1)),
    'application/json',
  ],
])('%s is refused', async (_, body, type) => {
  const { code, hint } = await problem(await send(body, type), 400)
  expect({ code, hint }).toEqual({
    code: 'wrong_encoding',
    hint: expect.stringContaining('UTF-8'),
  })
})

test('every route with a body refuses bytes that are not the text they say', async () => {
  const routes = await bodyRoutes()
  expect(routes.length).toBeGreaterThan(12)
  for (const { method, address } of routes) {
    const wrong = await send(latin1('{"x":"é"}'), 'application/json ; charset=utf-8', {
      method,
      address,
    })
    expect([method, address, (await problem(wrong, 400)).code]).toEqual([
      method,
      address,
      'wrong_encoding',
    ])
  }
})

test('every route with a body takes null for what may be left out, and for nothing else', async () => {
  for (const { method, address, body } of await bodyRoutes()) {
    const nulls = Object.fromEntries(Object.keys(body.properties).map((name) => [name, null]))
    const answer = await send(JSON.stringify(nulls), undefined, { method, address })
    const { errors = [] } = z
      .object({ errors: z.array(z.object({ path: z.string(), message: z.string() })).optional() })
      .parse(await answer.json())
    const missing = body.required.map((path) => ({ path, message: 'is missing' }))
    expect([address, errors]).toEqual([address, expect.arrayContaining(missing)])
    // Some words are missed only beside others, or without them.
    const told = errors.filter(({ path, message }) => path !== '' && !/^is missing\b/.test(message))
    expect([address, told]).toEqual([address, []])
  }
})

test('null inside is left out too, and makes no other request of it', async () => {
  const headers = { 'idempotency-key': 'null-and-nothing' }
  const loras = [{ name: 'style/ink.safetensors' }]
  const first = await send(JSON.stringify({ ...request, loras }), undefined, headers)
  const nulls = {
    steps: request.steps,
    cfg: null,
    seed: null,
    sampler: null,
    guidance: null,
    priority: null,
  }
  const nested = {
    ...request,
    ...nulls,
    loras: [{ ...loras[0], strength_model: null, strength_clip: null }],
  }
  const second = await send(JSON.stringify(nested), undefined, headers)
  expect([first.status, second.status]).toEqual([202, 202])
  expect(second.headers.get('idempotent-replayed')).toBe('true')
  expect(await second.json()).toMatchObject({
    seed: z.object({ seed: z.int() }).parse(await first.json()).seed,
  })
  const { errors } = await problem(await send(JSON.stringify({ ...request, loras: [null] })), 400)
  expect(errors).toEqual([{ path: 'loras.0', message: 'must be an object' }])
})

test('a body that is too deep, packed, or cut off is told so', async () => {
  const deep = `{"prompt":${'['.repeat(100_000)}${']'.repeat(100_000)}}`
  expect((await problem(await send(deep), 400)).detail).toContain(`more than ${deepestBody} deep`)
  const packed = new Uint8Array(gzipSync(asked('café')))
  const { code, hint } = await problem(
    await send(packed, undefined, { 'content-encoding': 'gzip' }),
    415,
  )
  expect({ code, hint }).toMatchObject({ code: 'wrong_media_type', hint: expect.any(String) })
})

test('an error names its HTTP request, which is no job', async () => {
  const answer = await fetch(`${running.url}/api/nothing`)
  const traced = answer.headers.get('x-request-id')
  const told = await answer.json()
  expect(told).toMatchObject({ trace_id: traced })
  expect(told).not.toHaveProperty('request_id')
})

test.each(['.', '..', '\u200b', 'a\u0000b', '\ud800', 'x\u2028y', '%', 'é'])(
  'a template and a tag called %j are either refused or found again',
  async (name) => {
    const isName = name === '%' || name === 'é'
    const saved = await send(JSON.stringify({ name, prompt: 'x' }), undefined, {
      address: '/api/templates',
    })
    const tagged = await send(JSON.stringify({ tags: [name] }), undefined, {
      method: 'PATCH',
      address: `/api/gallery/image/${picture}`,
    })
    expect([saved.status, tagged.status]).toEqual(isName ? [201, 200] : [400, 400])
    if (!isName) return
    const at = new URL(saved.headers.get('location') ?? '', running.url)
    expect(await (await fetch(at)).json()).toMatchObject({ name })
    const twin = encodeURIComponent(name.normalize('NFD'))
    const found = await fetch(`${running.url}/api/gallery?tag=${twin}`)
    expect(await found.json()).toMatchObject([{ metadata: { tags: [name] } }])
    await fetch(at, { method: 'DELETE' })
  },
)
