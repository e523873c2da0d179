import { familyModels } from '@darkroom/comfy-simulator'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { workflowSchema } from '../src/workflows/workflow-schemas.ts'
import { editorWorkflow } from './editor-workflow.ts'
import { ended, problem, type RunningDarkroom, runDarkroom } from './running-darkroom.ts'

let running: RunningDarkroom
beforeAll(async () => {
  running = await runDarkroom({ simulation: { profile: '0.33.0', models: familyModels } })
})
afterAll(async () => {
  await running[Symbol.asyncDispose]()
})

const call = (method: string, path: string, body?: unknown) =>
  fetch(`${running.url}/api${path}`, {
    method,
    ...(body !== undefined && {
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    }),
  })
const list = async (query: string) =>
  z.array(workflowSchema).parse(await (await call('GET', `/workflows?${query}`)).json())
const one = async (name: string) =>
  workflowSchema.parse(await (await call('GET', `/workflows/${name}`)).json())
const acceptedSchema = z.object({ request_id: z.string() })
const picture = async (background: string) => {
  const create = { width: 64, height: 64, channels: 3, background } as const
  const bytes = await sharp({ create }).png().toBuffer()
  return `data:image/png;base64,${bytes.toString('base64')}`
}

test('every task is a workflow, and so is each with every family that can do it', async () => {
  const all = await list('source=built_in')
  expect(all.length).toBeGreaterThan(80)
  expect(all.every(({ source }) => source === 'built_in')).toBe(true)
  const lacking = all
    .filter(({ runnable }) => !runnable)
    .map(({ name, problems }) => [name, problems])
  expect(lacking).toEqual([])
  const [flux] = await list('task=text-to-image&family=flux1')
  const keys = flux?.inputs.map(({ key }) => key)
  expect(keys).toEqual(expect.arrayContaining(['prompt', 'model', 'width', 'height', 'guidance']))
  expect(keys).not.toContain('negative_prompt')
  const sampler = flux?.inputs.find(({ key }) => key === 'sampler')
  expect(sampler).toMatchObject({ type: 'choice', default: 'euler' })
  expect(sampler?.choices).toContain('heun')
  const model = flux?.inputs.find(({ key }) => key === 'model')
  expect(model?.choices).toContain(model?.default)
  const whole = await one('text-to-image-flux1')
  expect(whole.inputs.find(({ key }) => key === 'loras')?.choices?.length).toBeGreaterThan(0)
})

test('a built-in workflow shows its schema and its graph, and runs with the words of a picture', async () => {
  const schema = await (await call('GET', '/workflows/image-to-image-qwen-image/schema')).json()
  expect(schema).toMatchObject({
    type: 'object',
    required: ['prompt', 'image'],
    properties: { steps: { type: 'integer' }, image: { anyOf: expect.any(Array) } },
  })
  const graph = await (await call('GET', '/workflows/text-to-image-z-image/graph')).text()
  expect(graph).toContain('UNETLoader')

  const inputs = { prompt: 'a lighthouse', width: 512, height: 512, steps: 4, seed: 5 }
  const words = await call('POST', '/workflows/text-to-image-z-image/run', { inputs })
  const given = { prompt: 'a boat', image: await picture('#336699'), denoise: 0.5, steps: 3 }
  const changed = await call('POST', '/workflows/image-to-image/run', {
    inputs: { ...given, model: (await one('image-to-image-sdxl')).inputs[2]?.choices?.[0] },
  })
  for (const answer of [words, changed]) {
    expect(answer.status).toBe(202)
    const { request_id: id } = acceptedSchema.parse(await answer.json())
    expect((await ended(running, id)).status).toBe('completed')
  }
})

test('what does not fit is told by its input, and no file takes the name of a built-in workflow', async () => {
  const refused = async (name: string, inputs: object) =>
    await problem(await call('POST', `/workflows/${name}/run`, { inputs }), 400)
  const steps = await refused('text-to-image-flux1', { prompt: 'a', steps: 0 })
  expect(steps.errors?.map(({ path }) => path)).toEqual(['inputs.steps'])
  const twice = await refused('inpaint', { resolution: { width: 64, height: 64 }, width: 64 })
  expect(twice.errors?.map(({ path }) => path)).toEqual(['inputs.width'])
  const model = (await one('text-to-image-sdxl')).inputs.find(({ key }) => key === 'model')
  const other = await refused('text-to-image-flux1', { prompt: 'a', model: model?.choices?.[0] })
  expect(other.errors?.[0]).toMatchObject({
    path: 'inputs.model',
    message: expect.stringContaining('FLUX.1'),
  })
  const kept = await fetch(`${running.url}/api/workflows/Inpaint`, {
    method: 'PUT',
    body: editorWorkflow(),
    headers: { 'content-type': 'application/json' },
  })
  expect((await problem(kept, 409)).code).toBe('workflow_exists')
})
