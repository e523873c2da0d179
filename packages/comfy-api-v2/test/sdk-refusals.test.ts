import {
  BASE_URL_ENV_VAR,
  Comfy,
  IdempotencyKeyReuse,
  InvalidWorkflow,
  MissingAsset,
} from '@comfyorg/sdk'
import { ComfyLow } from '@comfyorg/sdk/low'
import { DoorError } from '@darkroom/door-ports'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { graph, type ServedDoor, serveDoor } from './serve-door.ts'

const bytes = new Uint8Array([137, 80, 78, 71, 1, 2, 3, 4, 5, 6])

let door: ServedDoor
let client: Comfy
let low: ComfyLow

beforeEach(async () => {
  door = await serveDoor()
  vi.stubEnv(BASE_URL_ENV_VAR, door.origin)
  client = new Comfy()
  low = new ComfyLow(door.origin)
})

afterEach(async () => {
  vi.unstubAllEnvs()
  await door[Symbol.asyncDispose]()
})

test('a key that was used before is refused, and leads to the job', async () => {
  const workflow = client.workflows.fromJson(graph)
  const job = await client.submit(workflow, { idempotencyKey: 'once' })
  const again = client.submit(workflow, { idempotencyKey: 'once' })
  await expect(again).rejects.toThrow(IdempotencyKeyReuse)
  await expect(again).rejects.toMatchObject({ details: { job_id: job.id } })
  const other = client.workflows.fromJson({ '4': graph['4'] })
  await expect(client.submit(other, { idempotencyKey: 'once' })).rejects.toThrow(
    IdempotencyKeyReuse,
  )
  expect(door.house.jobs.asked).toHaveLength(1)
})

test('a key stays free when nothing was accepted under it', async () => {
  await expect(
    client.submit(client.workflows.fromJson({ '1': { __type: 'core/ASSET', info: { id: 'x' } } }), {
      idempotencyKey: 'later',
    }),
  ).rejects.toThrow(MissingAsset)
  await client.submit(client.workflows.fromJson(graph), { idempotencyKey: 'later' })
})

test('a full queue is waited for as long as it says', async () => {
  const { jobs } = door.house
  const submit = jobs.submit.bind(jobs)
  const refusals = [
    new DoorError(503, 'queue_full', 'The queue is full.', { retryAfter: 0 }),
    new DoorError(429, 'quota_exceeded', 'Your half of the queue is full.', { retryAfter: 0 }),
  ]
  vi.spyOn(jobs, 'submit').mockImplementation(async (asked, options) => {
    const refusal = refusals.shift()
    if (refusal !== undefined) throw refusal
    return submit(asked, options)
  })
  expect((await client.submit(client.workflows.fromJson(graph))).status).toBe('queued')
})

test('a full queue says so to who does not wait', async () => {
  vi.spyOn(door.house.jobs, 'submit').mockRejectedValue(
    new DoorError(503, 'queue_full', 'The queue is full.', { retryAfter: 30 }),
  )
  await expect(low.postJobs(graph)).rejects.toMatchObject({
    code: 'queue_full',
    httpStatus: 429,
    retryAfter: 30,
  })
})

test('what no server can run is told by node', async () => {
  vi.spyOn(door.house.jobs, 'submit').mockRejectedValue(
    new DoorError(400, 'not_runnable', 'No server can run it.', {
      hint: 'Install the nodes.',
      parts: [
        {
          path: '3',
          message: 'is a class that no server has',
          nodeClass: 'KSamplerr',
          code: 'missing_node_type',
          nearest: ['KSampler'],
        },
        { path: '4.ckpt_name', message: 'is on no server' },
        { path: 'loader', message: 'saves nothing', code: 'prompt_no_outputs' },
        { path: 'seed', message: 'is no number' },
      ],
    }),
  )
  const refused = client.submit(client.workflows.fromJson(graph))
  await expect(refused).rejects.toThrow(InvalidWorkflow)
  await expect(refused).rejects.toMatchObject({
    code: 'invalid_workflow',
    httpStatus: 422,
    message: 'No server can run it.',
    details: {
      reason: 'not_runnable',
      hint: 'Install the nodes.',
      node_errors: {
        '3': [
          {
            reason: 'missing_node_type',
            message: 'is a class that no server has',
            class_type: 'KSamplerr',
            nearest: ['KSampler'],
          },
        ],
        '4': [{ field: 'ckpt_name', reason: 'invalid', message: 'is on no server' }],
        loader: [{ reason: 'prompt_no_outputs', message: 'saves nothing' }],
      },
      errors: [{ path: 'seed', reason: 'invalid', message: 'is no number' }],
    },
  })
})

test('a workflow of the editor is refused by the server as well', async () => {
  await expect(low.postJobs({ nodes: [], links: [], last_node_id: 1 })).rejects.toMatchObject({
    code: 'workflow_format_ui',
    httpStatus: 422,
  })
})

test('bytes with another hash than was said are not kept', async () => {
  const hash = await client.assets.fromBytes(bytes).hash()
  await expect(
    low.postAssets(new Blob(['other']), 'image/png', 'a.png', { expectedHash: hash }),
  ).rejects.toMatchObject({ code: 'hash_mismatch', httpStatus: 409 })
  expect(await low.headAssetByHash(hash)).toBe(false)
  await expect(low.assetFromHash(hash)).rejects.toMatchObject({ code: 'blob_not_found' })
})
