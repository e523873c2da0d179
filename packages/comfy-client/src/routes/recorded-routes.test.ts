import { buffer } from 'node:stream/consumers'
import { readRecording } from '@darkroom/comfy-recordings'
import { expect, test } from 'vitest'
import { createReplayServer } from '../../test/replay-server.ts'
import { createStubServer } from '../../test/stub-server.ts'
import { createComfyClient } from '../create-comfy-client.ts'
import { ComfyResponseError, ComfyValidationError } from '../errors.ts'

test('the recorded read routes are read', async () => {
  await using server = await createReplayServer('routes')
  await using client = createComfyClient({ baseUrl: server.url })
  expect(await client.queueRemaining()).toBe(1)
  expect((await client.queue()).running).toMatchObject([
    { number: 27, promptId: '92e01c0d-d1e8-477b-81b6-a1b2b4a3ddcf', outputNodes: ['7'] },
  ])
  expect(await client.systemStats()).toMatchObject({
    system: { os: 'linux', comfyuiVersion: '0.8.0', ramTotal: 25274793984 },
    devices: [{ name: 'cpu', type: 'cpu', index: undefined, vramTotal: 25274793984 }],
  })
  expect(await client.features()).toMatchObject({
    supportsPreviewMetadata: true,
    maxUploadSize: 104857600,
    raw: { extension: { manager: { supports_v4: true } } },
  })
  expect(await client.modelFolders()).toContain('checkpoints')
  expect(await client.models('checkpoints')).toEqual([
    'base/tiny_base.safetensors',
    'broken.safetensors',
    'merged/tiny_merged.safetensors',
  ])
  expect(await client.models('nope')).toBeUndefined()
  expect(await client.embeddings()).toEqual([])
  expect(await client.objectInfoFor('KSampler')).toMatchObject({ name: 'KSampler' })
  expect(await client.objectInfoFor('CheckpointLoaderSimple')).toHaveProperty('input')
  expect(await client.objectInfoFor('Nope')).toBeUndefined()
  expect(await client.viewMetadata('checkpoints', 'base/tiny_base.safetensors')).toEqual({
    'modelspec.title': 'Tiny SD15',
    'modelspec.architecture': 'stable-diffusion-v1',
  })
})

test('the recorded jobs and histories are read', async () => {
  await using server = await createReplayServer('routes')
  await using client = createComfyClient({ baseUrl: server.url })
  const page = await client.jobs({ limit: 3 })
  expect(page?.jobs[0]).toMatchObject({
    promptId: '92e01c0d-d1e8-477b-81b6-a1b2b4a3ddcf',
    status: 'in_progress',
    number: 27,
  })
  expect(page?.hasMore).toBe(true)
  expect(await client.job('nope')).toBeNull()
  const [newest] = await client.histories({ maxItems: 1 })
  expect(newest).toMatchObject({
    promptId: '735e0662-08ac-4807-936c-71e850eb5309',
    outcome: { state: 'success' },
    files: [{ nodeId: '7', kind: 'images', filename: 'rec_00011_.png', type: 'output' }],
  })
  expect(await client.history('00000000-0000-4000-8000-000000000000')).toBeUndefined()
})

test('the recorded pictures are viewed as bytes', async () => {
  await using server = await createReplayServer('routes')
  await using client = createComfyClient({ baseUrl: server.url })
  const file = { filename: 'rec_00001_.png', subfolder: '', type: 'output' }
  const plain = await client.view(file)
  expect(plain.contentType).toBe('image/png')
  expect((await buffer(plain.body)).subarray(1, 4).toString()).toBe('PNG')
  const webp = await client.view(file, { preview: 'webp;80' })
  expect(webp.contentType).toBe('image/webp')
  expect((await buffer(webp.body)).subarray(8, 12).toString()).toBe('WEBP')
  const refusals = [
    [{ ...file, filename: 'nope.png' }, 404],
    [{ ...file, subfolder: '../..' }, 403],
  ] as const
  for (const [refused, status] of refusals) {
    const error = await client.view(refused).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(ComfyResponseError)
    expect(error).toHaveProperty('status', status)
  }
})

const refusals = readRecording('validation-errors').events.flatMap((event, index, all) => {
  const answer = all.slice(index + 1).find(({ kind }) => kind === 'response')
  return event.kind === 'note' && answer?.kind === 'response' ? [{ note: event.text, answer }] : []
})

const submission = {
  graph: { 1: { class_type: 'SaveImage', inputs: {} } },
  promptId: '00000000-0000-4000-8000-000000000000',
  clientId: 'a',
}

const expectations: Readonly<Record<string, { type: string; nodes?: Record<string, string> }>> = {
  'no prompt key': { type: 'no_prompt' },
  'empty prompt': { type: 'prompt_no_outputs' },
  'missing model': { type: failed(), nodes: { 1: 'value_not_in_list' } },
  'value smaller than min': { type: failed(), nodes: { 5: 'value_smaller_than_min' } },
  'value bigger than max': { type: failed(), nodes: { 5: 'value_bigger_than_max' } },
  'wrong type': { type: failed(), nodes: { 5: 'invalid_input_type' } },
  'unknown sampler: more than 20 options': { type: failed(), nodes: { 5: 'value_not_in_list' } },
  'required input missing': { type: failed(), nodes: { 5: 'required_input_missing' } },
  'return type mismatch': { type: failed(), nodes: { 6: 'return_type_mismatch' } },
  'link to a node that is not there': {
    type: failed(),
    nodes: { 6: 'exception_during_inner_validation' },
  },
  'unknown node class': { type: 'invalid_prompt' },
  'no output node': { type: 'prompt_no_outputs' },
  'LoadImage without its file': { type: failed(), nodes: { 8: 'custom_validation_failed' } },
}

function failed(): string {
  return 'prompt_outputs_failed_validation'
}

test('every recorded refusal has an expectation', () => {
  const refused = refusals.filter(({ answer }) => answer.status === 400).map(({ note }) => note)
  expect(refused.toSorted()).toEqual(Object.keys(expectations).toSorted())
})

test.each(refusals)(
  '$note: the recorded answer becomes a result or an error with facts',
  async ({ note, answer }) => {
    await using server = await createStubServer(() =>
      answer.body === undefined
        ? {
            status: answer.status,
            body: answer.text ?? '',
            headers: { 'content-type': 'text/plain' },
          }
        : { status: answer.status, json: answer.body },
    )
    await using client = createComfyClient({ baseUrl: server.url })
    const result = await client.submit(submission).catch((error: unknown) => error)
    const expected = expectations[note]
    if (expected) {
      expect(result).toBeInstanceOf(ComfyValidationError)
      expect(result).toHaveProperty('error.type', expected.type)
      const { nodeErrors } = Object(result)
      const types = Object.entries(nodeErrors).map(([nodeId, node]) => [
        nodeId,
        Object(node).errors[0].type,
      ])
      expect(Object.fromEntries(types)).toEqual(expected.nodes ?? {})
      return
    }
    if (answer.status === 500) {
      expect(result).toBeInstanceOf(ComfyResponseError)
      expect(result).toMatchObject({ status: 500, body: expect.stringContaining('got itself') })
      return
    }
    expect(result).toMatchObject({
      promptId: '92e01c0d-d1e8-477b-81b6-a1b2b4a3ddcf',
      number: 27,
      nodeErrors: { 8: { nodeClass: 'PreviewImage', errors: [{ inputName: 'images' }] } },
    })
  },
)
