import { buildPng } from '@darkroom/media-container/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { problemSchema } from '../src/http/problem.ts'
import { rawRequest } from './raw-request.ts'
import {
  ended,
  generate,
  problem,
  type RunningDarkroom,
  request,
  runDarkroom,
} from './running-darkroom.ts'

let running: RunningDarkroom
beforeAll(async () => {
  running = await runDarkroom()
})
afterAll(async () => {
  await running[Symbol.asyncDispose]()
})

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${running.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })

test('half a character in a prompt becomes a replacement character', async () => {
  await using own = await runDarkroom()
  const id = await generate(own, { prompt: 'a \ud800 b', negative_prompt: '\udc00' })
  expect((await ended(own, id)).prompt).toBe('a \ufffd b')
  const [image] = (await ended(own, id)).images ?? []
  expect(image).toMatchObject({ prompt: 'a \ufffd b', negative_prompt: '\ufffd' })
})

describe('POST /api/generate', () => {
  test.each<[string, object, string]>([
    ['an empty prompt', { prompt: '  ' }, 'prompt'],
    ['a prompt that is too long', { prompt: 'x'.repeat(4001) }, 'prompt'],
    ['no steps at all', { steps: 0 }, 'steps'],
    ['too many steps', { steps: 151 }, 'steps'],
    ['half a step', { steps: 1.5 }, 'steps'],
    ['a CFG below 1', { cfg: 0.5 }, 'cfg'],
    ['a CFG above 30', { cfg: 31 }, 'cfg'],
    ['a seed below −1', { seed: -2 }, 'seed'],
    ['a seed above 2^53', { seed: 2 ** 53 }, 'seed'],
    [
      'a width that is no multiple of 8',
      { resolution: { width: 1001, height: 512 } },
      'resolution.width',
    ],
    [
      'a height that is too large',
      { resolution: { width: 512, height: 4096 } },
      'resolution.height',
    ],
    ['an unknown field', { promt: 'x' }, 'promt'],
    [
      'an unknown field inside',
      { loras: [{ name: 'style/ink.safetensors', weight: 1 }] },
      'loras.0.weight',
    ],
    ['text for a number', { steps: '20' }, 'steps'],
  ])('%s is refused and the field is named', async (_, change, path) => {
    const { code, errors } = await problem(
      await post('/api/generate', { ...request, ...change }),
      400,
    )
    expect(code).toBe('invalid_input')
    expect(errors?.map((error) => error.path)).toContain(path)
  })

  test.each<[string, object, string]>([
    ['nothing', { prompt: undefined }, 'prompt is missing'],
    ['a number', { prompt: 5 }, 'prompt must be text'],
    ['too long a text', { prompt: 'x'.repeat(4001) }, 'prompt must have at most 4000 characters'],
    ['too little', { steps: 0 }, 'steps must be at least 1'],
    ['too much', { seed: 2 ** 53 }, 'seed must be at most 9007199254740991'],
    ['a fraction', { steps: 1.5 }, 'steps must be a whole number'],
    [
      'an odd size',
      { resolution: { width: 65, height: 64 } },
      'resolution.width must be a multiple of 8',
    ],
    ['too many', { loras: Array(21).fill({ name: 'a' }) }, 'loras must have at most 20 entries'],
    ['a name nobody knows', { zzzz: 'x' }, 'zzzz is not a known field'],
  ])('%s in a field is told in a sentence for a person, once', async (_, change, sentence) => {
    const { detail, errors } = await problem(
      await post('/api/generate', { ...request, ...change }),
      400,
    )
    expect(detail).toBe(`The body is not valid: ${sentence}.`)
    expect(errors).toHaveLength(1)
  })

  test.each<[string, object, string, string]>([
    ['/api/generate', { width: 512 }, 'width', 'resolution'],
    ['/api/generate', { resolution: { w: 512, height: 512 } }, 'resolution.w', 'width'],
    ['/api/generate', { loras: [{ name: 'a', weight: 1 }] }, 'loras.0.weight', 'strength_model'],
    ['/api/batch', { batch_count: 2, n: 4 }, 'n', 'batch_count'],
    ['/api/sequence/generate', { parameters: { cfg_scale: 5 } }, 'parameters.cfg_scale', 'cfg'],
  ])(
    'a field of other tools sent to %s names the one that is meant',
    async (path, change, field, meant) => {
      const { errors } = await problem(await post(path, { ...request, ...change }), 400)
      expect(errors).toContainEqual({
        path: field,
        message: `is not a known field; did you mean ${meant}?`,
      })
    },
  )

  test.each<[string, object, string, string]>([
    ['a LoRA as model', { model: 'style/ink.safetensors' }, 'model', 'is a LoRA, not a checkpoint'],
    ['a VAE as model', { model: 'vae-ft-mse-840000-ema-pruned.safetensors' }, 'model', 'is a VAE'],
    ['an upscaler as LoRA', { loras: [{ name: '4x-UltraSharp.pth' }] }, 'loras.0.name', 'upscaler'],
    [
      'a checkpoint as LoRA',
      { loras: [{ name: request.model }] },
      'loras.0.name',
      'is a checkpoint, not a LoRA; name it as model',
    ],
  ])('%s is told for what it is', async (_, change, path, text) => {
    const body = await problem(await post('/api/generate', { ...request, ...change }), 400)
    expect(body.errors).toMatchObject([{ path, message: expect.stringContaining(text) }])
    expect(body.hint).toContain('GET /api/models')
  })

  test.each(['/api/generate', '/api/batch'])(
    'a model missing for %s points to the list',
    async (path) => {
      const body = await problem(await post(path, { ...request, model: undefined }), 400)
      expect(body.errors).toContainEqual({ path: 'model', message: 'is missing' })
      expect(body.hint).toContain('GET /api/models')
    },
  )

  test('a body that is no object is told as such', async () => {
    expect((await problem(await post('/api/generate', '[]'), 400)).detail).toBe(
      'The body must be an object.',
    )
  })

  test.each<[string, object, string, string]>([
    ['model', { model: 'base/dreamscape.safetensors' }, 'model', 'base/dreamscape_xl.safetensors'],
    ['sampler', { sampler: 'eular' }, 'sampler', 'euler'],
    ['scheduler', { scheduler: 'karas' }, 'scheduler', 'karras'],
    [
      'LoRA',
      { loras: [{ name: 'style/inc.safetensors' }] },
      'loras.0.name',
      'style/ink.safetensors',
    ],
  ])('an unknown %s is refused with the nearest names', async (_, change, path, nearest) => {
    const body = await problem(await post('/api/generate', { ...request, ...change }), 400)
    expect(body.errors?.[0]?.path).toBe(path)
    expect(body.errors?.[0]?.message).toMatch(/^no server has "/)
    expect(body.hint).toContain(nearest)
    expect(body.errors?.[0]?.nearest?.[0]).toBe(nearest)
    expect(body.detail).toMatch(/did you mean .*\?$/)
  })

  test('a body that is no JSON is refused', async () => {
    expect((await problem(await post('/api/generate', '{"prompt":'), 400)).code).toBe(
      'invalid_json',
    )
  })

  test('a body of another type is refused before it is read', async () => {
    const answer = await post('/api/generate', 'prompt=x', {
      'content-type': 'application/x-www-form-urlencoded',
    })
    await problem(answer, 415)
    await problem(
      await post('/api/generate', JSON.stringify(request), { 'content-type': 'text/plain' }),
      415,
    )
  })

  test('a body that is too large is refused', async () => {
    const long = { ...request, prompt: 'x'.repeat(2_000_000) }
    await problem(await post('/api/templates', long), 413)
    // Pictures may be in it, as data URLs.
    await problem(await post('/api/generate', long), 400)
    const { hint } = await problem(
      await post('/api/generate', { ...request, image: 'x'.repeat(34_000_000) }),
      413,
    )
    expect(hint).toContain('POST /api/uploads')
  })

  test('nothing that was refused is in the queue', async () => {
    const jobs = await (await running.api.jobs.$get({ query: {} })).json()
    expect(jobs).toEqual({ jobs: [] })
  })
})

test.each([
  '/api/generate/status/3f2b8c1e-5f0a-4b7e-9a51-2f7f0c1d9e11',
  '/api/generate/3f2b8c1e-5f0a-4b7e-9a51-2f7f0c1d9e11/events',
  '/api/batch/3f2b8c1e-5f0a-4b7e-9a51-2f7f0c1d9e11',
  '/api/gallery/image/AAAAAAAAAAAAAAAA',
  '/api/gallery/image/AAAAAAAAAAAAAAAA/metadata',
  '/api/gallery/thumbnail/AAAAAAAAAAAAAAAA',
  '/api/generate/image/none.png',
  '/api/nothing',
])('%s is not found', async (path) => {
  await problem(await fetch(`${running.url}${path}`), 404)
})

test.each([
  ['GET', '/api/generate', 'POST'],
  ['HEAD', '/api/generate', 'POST'],
  ['PUT', '/api/generate', 'POST'],
  ['DELETE', '/api/generate/status/3f2b8c1e-5f0a-4b7e-9a51-2f7f0c1d9e11', 'GET, HEAD'],
  ['POST', '/api/gallery/image/AAAAAAAAAAAAAAAA', 'DELETE, GET, HEAD, PATCH'],
  ['POST', '/openapi.json', 'GET, HEAD'],
  ['POST', '/docs', 'GET, HEAD'],
])('%s %s is answered with the methods that there are', async (method, path, allow) => {
  const answer = await fetch(`${running.url}${path}`, { method })
  expect(answer.headers.get('allow')).toBe(allow)
  if (method === 'HEAD') expect(answer.status).toBe(405)
  else expect((await problem(answer, 405)).code).toBe('method_not_allowed')
})

test('a picture without a seed is refused for what the servers lack', async () => {
  const image = `data:image/png;base64,${Buffer.from(buildPng({ width: 8, height: 8 })).toString('base64')}`
  const control = [{ type: 'canny', image }]
  const asked = await post('/api/generate', { ...request, image, control })
  expect((await problem(asked, 400)).detail).toContain('the server has no node class "Canny"')
})

test('an id that is no UUID is refused', async () => {
  const { errors } = await problem(await fetch(`${running.url}/api/generate/status/1%20`), 400)
  expect(errors).toEqual([{ path: 'request_id', message: 'must be a UUID' }])
})

test.each([
  'limit=0',
  'limit=1001',
  'sort_by=colour',
  'date_from=yesterday',
  'date_from=2026-11-22&date_to=2026-11-21',
  'cursor=rubbish',
  'seed=-3',
])('GET /api/gallery?%s is refused', async (query) => {
  await problem(await fetch(`${running.url}/api/gallery?${query}`), 400)
})

test.each(['jobs', 'batch', 'sequence'])(
  'a cursor that no page of %s gave is refused',
  async (list) => {
    for (const cursor of ['rubbish', '-1', '99999999999999999999', '1.5']) {
      const { errors } = await problem(
        await fetch(`${running.url}/api/${list}?cursor=${cursor}`),
        400,
      )
      expect(errors?.[0]?.path).toBe('cursor')
    }
  },
)

test('an unknown query parameter does not matter', async () => {
  const answer = await fetch(`${running.url}/api/gallery?colour=blue`)
  expect(await answer.json()).toEqual([])
})

test.each([
  ['/api/gallery?keyword=猫', 400, 'invalid_request'],
  [`/api/gallery?keyword=${'x'.repeat(20_000)}`, 431, 'headers_too_large'],
])('what is no HTTP request is told in a problem too: %.30s', async (target, status, code) => {
  await using running = await runDarkroom()
  const headers = [['host', 'localhost']] as const
  const answer = await rawRequest(running.url, { target, headers })
  expect(answer.status).toBe(status)
  expect(answer.headers.get('content-type')).toBe('application/problem+json')
  expect(problemSchema.parse(JSON.parse(answer.body))).toMatchObject({ status, code })
})
