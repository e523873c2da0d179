import { copyFile, mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { workflowCheckSchema, workflowSchema } from '../src/workflows/workflow-schemas.ts'
import { editorWorkflow } from './editor-workflow.ts'
import { ended, generate, problem, type RunningDarkroom, runDarkroom } from './running-darkroom.ts'

let running: RunningDarkroom
beforeAll(async () => {
  running = await runDarkroom()
})
afterAll(async () => {
  await running[Symbol.asyncDispose]()
})

const folder = () => join(running.gallery, 'workflows')

/** Puts a file into the folder as a copying program does: under its name only when it is whole. */
async function drop(name: string, content: string | Uint8Array): Promise<void> {
  await mkdir(folder(), { recursive: true })
  await writeFile(join(folder(), `.${name}`), content)
  await rename(join(folder(), `.${name}`), join(folder(), name))
}

const call = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  fetch(`${running.url}/api${path}`, {
    method,
    ...(body !== undefined && {
      body: typeof body === 'string' ? body : JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...headers },
    }),
  })

const workflow = async (name: string) =>
  workflowSchema.parse(await (await call('GET', `/workflows/${name}`)).json())

const acceptedSchema = z.object({ request_id: z.string(), seed: z.number() })

/** What ComfyUI was sent for an accepted job, once its picture is there. */
async function sent(answer: Response) {
  expect(answer.status).toBe(202)
  const { request_id: id } = acceptedSchema.parse(await answer.json())
  const job = await ended(running, id)
  expect(job.status).toBe('completed')
  const metadata = await call('GET', `/gallery/image/${job.images?.[0]?.id}/metadata`)
  return { job, text: await metadata.text() }
}

test('a workflow of the editor that is put into the folder is an endpoint with typed inputs', async () => {
  await drop('boats.json', editorWorkflow())
  const listed = z
    .array(workflowSchema)
    .parse(await (await call('GET', '/workflows?source=file')).json())
  expect(listed).toEqual([await workflow('boats')])
  const [found] = listed
  expect(found).toMatchObject({
    name: 'boats',
    source: 'file',
    runnable: true,
    missing: { node_classes: [], models: [] },
    problems: [],
    outputs: [expect.objectContaining({ node: '9', type: 'image' })],
  })
  expect(found?.servers).toHaveLength(1)
  const types = new Map(found?.inputs.map(({ key, type }) => [key, type]))
  expect(Object.fromEntries(types)).toMatchObject({
    prompt: 'text',
    negative_prompt: 'text',
    seed: 'seed',
    steps: 'integer',
    cfg: 'number',
    width: 'integer',
    model: 'model',
  })
  const { job, text } = await sent(
    await call('POST', '/workflows/boats/run', { inputs: { prompt: 'a green boat', seed: 77 } }),
  )
  expect(job.seed).toBe(77)
  expect(text).toContain('a green boat')
  expect(text).toContain('blurry')
})

test('a picture that ComfyUI made is a workflow, too', async () => {
  const job = await ended(running, await generate(running, { prompt: 'a tall tower', seed: 5 }))
  const path = job.images?.[0]?.filepath ?? ''
  await mkdir(folder(), { recursive: true })
  await copyFile(join(running.gallery, path), join(folder(), 'from a picture.png'))
  const name = encodeURIComponent('from a picture')
  expect((await workflow(name)).inputs.map(({ key }) => key)).toEqual(
    expect.arrayContaining(['prompt', 'negative_prompt', 'seed', 'steps', 'model']),
  )
  const again = await sent(
    await call('POST', `/workflows/${name}/run`, { inputs: { prompt: 'a low house', seed: -1 } }),
  )
  expect(again.text).toContain('a low house')
  expect(again.job.seed).toBeGreaterThanOrEqual(0)
})

test('a workflow is sent, kept to the byte, shown, edited beside its file, run by its new names and removed', async () => {
  const file = editorWorkflow()
  const created = await call('POST', '/workflows?name=Sent', file)
  expect(created.status).toBe(201)
  expect(created.headers.get('location')).toBe('/api/workflows/Sent')
  expect(await readFile(join(folder(), 'Sent.json'), 'utf8')).toBe(file)
  const twice = await problem(await call('POST', '/workflows?name=sent', file), 409)
  expect(twice.code).toBe('workflow_exists')

  const graph = await (await call('GET', '/workflows/Sent/graph')).text()
  expect(graph).toContain('18446744073709551557')
  expect(JSON.parse(graph)['9']).toMatchObject({ class_type: 'SaveImage' })

  const edits = {
    inputs: {
      prompt: { key: 'words', label: 'What to paint', help: 'In a few words.' },
      steps: { maximum: 6 },
      cfg: { hidden: true },
    },
  }
  const edited = await call('PUT', '/workflows/Sent/inputs', edits)
  const shown = workflowSchema.parse(await edited.json())
  expect(shown.inputs.find(({ key }) => key === 'words')).toMatchObject({
    label: 'What to paint',
    help: 'In a few words.',
  })
  expect(shown.hidden_inputs.map(({ key }) => key)).toContain('cfg')
  expect(await readFile(join(folder(), 'Sent.json'), 'utf8')).toBe(file)
  const schema = await (await call('GET', '/workflows/Sent/schema')).json()
  expect(schema).toMatchObject({
    type: 'object',
    properties: { words: { type: 'string' }, steps: { type: 'integer', maximum: 6 } },
  })

  const refused = await problem(
    await call('POST', '/workflows/Sent/run', { inputs: { steps: 7, word: 'a boat', model: 3 } }),
    400,
  )
  expect(refused.errors?.map(({ path }) => path)).toEqual([
    'inputs.steps',
    'inputs.word',
    'inputs.model',
  ])
  const { text } = await sent(
    await call('POST', '/workflows/Sent/run', { inputs: { words: 'a blue boat', steps: 2 } }),
  )
  expect(text).toContain('a blue boat')
  expect(text).toContain('18446744073709551557')

  const removed = await call('DELETE', '/workflows/Sent')
  const { trash } = z.object({ trash: z.string() }).parse(await removed.json())
  expect(await readFile(join(folder(), trash, 'Sent.json'), 'utf8')).toBe(file)
  expect((await problem(await call('GET', '/workflows/Sent'), 404)).code).toBe('not_found')

  const restored = await call('POST', `/workflows/sent/restore?trash=${encodeURIComponent(trash)}`)
  expect(workflowSchema.parse(await restored.json())).toMatchObject({
    name: 'Sent',
    inputs: expect.arrayContaining([expect.objectContaining({ key: 'words' })]),
  })
  expect(await readFile(join(folder(), 'Sent.json'), 'utf8')).toBe(file)
  const again = await problem(await call('POST', '/workflows/sent/restore'), 404)
  expect(again.detail).toBe('There is no workflow "sent" in the trash.')
  await call('DELETE', '/workflows/Sent')
  await call('POST', '/workflows?name=Sent', file)
  const taken = await problem(await call('POST', '/workflows/Sent/restore'), 409)
  expect(taken.code).toBe('workflow_exists')
  await problem(await call('POST', '/workflows/inpaint/restore'), 409)
})

test('a workflow that is not kept runs at once, and the same request sent twice is one job', async () => {
  const body = `{"workflow":${editorWorkflow({ seed: '4' })},"inputs":{"prompt":"a lamp","seed":-1}}`
  const key = { 'idempotency-key': 'once' }
  const first = acceptedSchema.parse(await (await call('POST', '/run', body, key)).json())
  const again = await call('POST', '/run', body, key)
  expect(again.headers.get('idempotent-replayed')).toBe('true')
  expect(acceptedSchema.parse(await again.json())).toMatchObject(first)
  expect((await ended(running, first.request_id)).seed).toBe(first.seed)
})

test('what stands against a workflow is said with node, class and reason, and nothing is queued', async () => {
  const unknown = editorWorkflow().replaceAll('"VAEDecode"', '"VAEDecodeFancy"')
  const refused = await problem(await call('POST', '/run', `{"workflow":${unknown}}`), 400)
  expect(refused.code).toBe('not_convertible')
  expect(refused.detail).toContain('VAEDecodeFancy')
  expect(refused.errors?.[0]?.path).toContain('workflow')

  await drop('lacks.json', editorWorkflow({ model: 'nowhere.safetensors' }))
  expect(await workflow('lacks')).toMatchObject({
    runnable: false,
    missing: { node_classes: [], models: ['nowhere.safetensors'] },
    servers: [],
  })
  const run = await problem(await call('POST', '/workflows/lacks/run', {}), 400)
  expect(run.code).toBe('not_runnable')
  const checks = await call('POST', '/workflows/check', editorWorkflow({ model: 'x.ckpt' }))
  expect(z.array(workflowCheckSchema).parse(await checks.json())).toEqual([
    expect.objectContaining({
      runnable: false,
      missing: { node_classes: [], models: ['x.ckpt'] },
    }),
  ])

  await drop('broken.json', '{"nodes": [')
  expect(await workflow('broken')).toMatchObject({
    runnable: false,
    problems: [expect.stringContaining('is not JSON')],
  })
  const broken = await problem(await call('POST', '/workflows/broken/run', {}), 400)
  expect(broken.code).toBe('workflow_unreadable')
  for (const body of ['hello', '{}', '[]', '{"nodes": 4}']) {
    expect((await problem(await call('POST', '/workflows', body), 400)).code).toBe(
      'workflow_unreadable',
    )
  }
  for (const body of ['{', '{}', '{"workflow": 4}', '{"workflow": {}, "input": {}}']) {
    await problem(await call('POST', '/run', body), 400)
  }
  await problem(await call('POST', '/workflows?name=..%2Fx', editorWorkflow()), 400)
})

test('a class that no address can hold, or that every object has, is missing, and stands in nobody’s way', async () => {
  for (const name of ['\\ud800', 'x'.repeat(40_000), '..', 'constructor', '__proto__']) {
    const odd = `{"1": {"class_type": "${name}", "inputs": {}}, "2": {"class_type": "LatentFlip", "inputs": {}}}`
    const answer = await call('POST', '/workflows/check', odd)
    expect(answer.status).toBe(200)
    const [check] = z.array(workflowCheckSchema).parse(await answer.json())
    expect(check?.runnable).toBe(false)
    expect(check?.missing.node_classes).toHaveLength(1)
  }
  const body = `{"workflow": ${editorWorkflow({ seed: '8' })}}`
  expect((await call('POST', '/run', body)).status).toBe(202)
  expect((await call('GET', '/workflows')).status).toBe(200)
})

test('each server says which classes an editor workflow lacks, and a repeated request is answered though the file is gone', async () => {
  const lacking = editorWorkflow().replaceAll('"VAEDecode"', '"VAEDecodeFancy"')
  const checks = z
    .array(workflowCheckSchema)
    .parse(await (await call('POST', '/workflows/check', lacking)).json())
  expect(checks).toEqual([
    expect.objectContaining({
      runnable: false,
      missing: { node_classes: ['VAEDecodeFancy'], models: [] },
    }),
  ])
  await drop('brief.json', editorWorkflow({ seed: '9' }))
  const key = { 'idempotency-key': 'brief' }
  const first = await call('POST', '/workflows/brief/run', {}, key)
  expect(first.status).toBe(202)
  await call('DELETE', '/workflows/brief')
  const again = await call('POST', '/workflows/brief/run', {}, key)
  expect(again.status).toBe(202)
  expect(await again.json()).toMatchObject(acceptedSchema.parse(await first.json()))
  const sent = await Promise.all([1, 2, 3].map(() => call('POST', '/workflows', editorWorkflow())))
  expect(sent.map(({ status }) => status)).toEqual([201, 201, 201])
})

test('while no ComfyUI answers, workflows are kept, and what depends on it is told as passing', async () => {
  await using alone = await runDarkroom()
  await alone.simulator.stop()
  const put = await fetch(`${alone.url}/api/workflows/early`, {
    method: 'PUT',
    body: editorWorkflow(),
    headers: { 'content-type': 'application/json' },
  })
  expect(put.status).toBe(200)
  expect(workflowSchema.parse(await put.json())).toMatchObject({
    runnable: false,
    problems: ['What it takes is known when a ComfyUI answers.'],
  })
  const run = await fetch(`${alone.url}/api/workflows/early/run`, {
    method: 'POST',
    body: '{}',
    headers: { 'content-type': 'application/json' },
  })
  expect((await problem(run, 503)).code).toBe('comfyui_unavailable')
})
