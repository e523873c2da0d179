import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { acceptedSchema } from '../src/generate/generate-schemas.ts'
import { ended, generate, problem, type RunningDarkroom, runDarkroom } from './running-darkroom.ts'

const call = (
  { url }: RunningDarkroom,
  path: string,
  { method = 'GET', json }: { method?: string; json?: object } = {},
): Promise<Response> =>
  fetch(`${url}/api${path}`, {
    method,
    ...(json === undefined
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(json) }),
  })

const template = { prompt: 'a {quiet|busy} harbour', steps: 30, notes: 'for the calendar' }

test('a template is saved as a file, listed, loaded, replaced and deleted', async () => {
  await using running = await runDarkroom()
  const saved = await call(running, '/templates', {
    method: 'POST',
    json: { name: 'Harbour / fog', ...template },
  })
  expect(saved.status).toBe(201)
  const path = saved.headers.get('location')?.replace('/api', '') ?? ''
  expect(await (await call(running, path)).json()).toMatchObject({
    name: 'Harbour / fog',
    ...template,
    updated_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
  })
  const twice = await call(running, '/templates', {
    method: 'POST',
    json: { name: 'HARBOUR / FOG', ...template },
  })
  expect((await problem(twice, 409)).code).toBe('template_exists')
  const put = await call(running, path, { method: 'PUT', json: { prompt: 'a harbour' } })
  expect(await put.json()).toMatchObject({ name: 'Harbour / fog', prompt: 'a harbour' })
  expect(await (await call(running, '/templates')).json()).toMatchObject({
    templates: [{ name: 'Harbour / fog', prompt: 'a harbour' }],
    broken: [],
  })
  expect(await (await call(running, path, { method: 'DELETE' })).json()).toEqual({ deleted: true })
  await problem(await call(running, path), 404)
  await problem(await call(running, path, { method: 'DELETE' }), 404)
})

test('a file that a person broke is told, and breaks nothing else', async () => {
  await using running = await runDarkroom()
  const folder = join(running.gallery, 'templates')
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'mine.json'), '{"prompt": "by hand", "mine": true}')
  await writeFile(join(folder, 'bad.json'), '{"prompt": ')
  expect(await (await call(running, '/templates')).json()).toMatchObject({
    templates: [{ name: 'mine', prompt: 'by hand' }],
    broken: [{ file: 'bad.json', problem: expect.stringMatching(/\w/) }],
  })
  expect((await problem(await call(running, '/templates/bad'), 409)).code).toBe('template_broken')
  await call(running, '/templates/mine', { method: 'PUT', json: { prompt: 'by program' } })
  const text = await readFile(join(folder, 'mine.json'), 'utf8')
  expect(JSON.parse(text)).toMatchObject({ prompt: 'by program', mine: true })
})

test.each([
  [{ name: '', ...template }, 'name'],
  [{ name: 'x', ...template, prompt: ' ' }, 'prompt'],
  [{ name: 'x', ...template, steps: 151 }, 'steps'],
  [{ name: 'x', ...template, colour: 'red' }, 'colour'],
])('a wrong template is refused: %j', async (json, path) => {
  await using running = await runDarkroom()
  const { errors } = await problem(await call(running, '/templates', { method: 'POST', json }), 400)
  expect(errors?.map((error) => error.path)).toContain(path)
  expect(await (await call(running, '/templates')).json()).toEqual({ templates: [], broken: [] })
})

test('wildcards are drawn by the seed, told with the picture, and drawn alike again', async () => {
  await using running = await runDarkroom()
  const folder = join(running.gallery, 'wildcards')
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'weather.txt'), 'fog\nrain\nsnow\n')
  expect(await (await call(running, '/wildcards')).json()).toEqual({
    wildcards: ['weather'],
    broken: [],
  })
  expect(await (await call(running, '/wildcards/weather')).json()).toEqual({
    name: 'weather',
    count: 3,
    options: ['fog', 'rain', 'snow'],
  })
  await problem(await call(running, '/wildcards/wether'), 404)
  await problem(await call(running, '/wildcards/a%7Cb'), 400)
  const prompt = 'a {red|green|blue} boat in __weather__'
  const make = async (seed: number) => ended(running, await generate(running, { prompt, seed }))
  const [first, again] = [await make(1), await make(1)]
  expect(first.prompt).toMatch(/^a (red|green|blue) boat in (fog|rain|snow)$/)
  expect(again.prompt).toBe(first.prompt)
  expect(first.prompt_template).toBe(prompt)
  expect(first.images?.[0]?.prompt).toBe(first.prompt)
  const drawn = new Set([first.prompt])
  for (let seed = 2; drawn.size === 1; seed += 1) drawn.add((await make(seed)).prompt)

  await writeFile(join(folder, 'weather.txt'), 'storm\n')
  const retry = await call(running, `/generate/${first.request_id}/retry`, { method: 'POST' })
  const { request_id } = acceptedSchema.parse(await retry.json())
  expect((await ended(running, request_id)).prompt).toBe(first.prompt)

  const body = { prompt: 'in __wether__', model: 'base/dreamscape_xl.safetensors' }
  const wrong = await call(running, '/generate', { method: 'POST', json: body })
  expect(await problem(wrong, 400)).toMatchObject({
    code: 'wildcard',
    hint: expect.stringContaining('weather'),
    errors: [{ path: 'prompt' }],
  })
})
