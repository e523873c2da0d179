import {
  newerRecordingNames,
  type RecordedEvent,
  type Recording,
  type RecordingName,
  readNewerRecording,
  readRecording,
  recordedVersions,
  recordingNames,
} from '@darkroom/comfy-recordings'
import { expect, test } from 'vitest'
import type { ComfyEvent } from './comfy-event.ts'
import { initialProgress, reduceProgress } from './progress/progress.ts'
import { readBinaryEvent } from './read/read-binary-event.ts'
import { graphSchema } from './read/read-graph.ts'
import { readHistories } from './read/read-history.ts'
import { readQueue } from './read/read-queue.ts'
import { readTextEvent } from './read/read-text-event.ts'

type Response = Extract<RecordedEvent, { kind: 'response' }>

const exchanges = (name: RecordingName): { path: string; method: string; response: Response }[] => {
  const { events } = readRecording(name)
  return events.flatMap((event, index) => {
    const response = events.slice(index + 1).find(({ kind }) => kind === 'response')
    if (event.kind !== 'request' || response?.kind !== 'response') return []
    return [{ path: event.path, method: event.method, response }]
  })
}

const eventsOf = (recording: Recording): ComfyEvent[] =>
  recording.events.flatMap((event) => {
    if (event.kind === 'ws-text') return [readTextEvent(JSON.stringify(event.json))]
    if (event.kind !== 'ws-binary' || !event.base64) return []
    return [readBinaryEvent(Buffer.from(event.base64, 'base64'))]
  })

const events = (name: RecordingName): ComfyEvent[] => eventsOf(readRecording(name))

const everyRecording = [
  ...recordedVersions.flatMap((version) =>
    recordingNames.map((name) => [`${name} of ${version}`, readRecording(name, version)] as const),
  ),
  ...newerRecordingNames.map((name) => [name, readNewerRecording(name)] as const),
]

const submitted = (name: RecordingName): { promptId: string; graph: unknown }[] =>
  readRecording(name).events.flatMap((event) =>
    event.kind === 'request' && event.path === '/prompt'
      ? [Object(event.body)].map(({ prompt, prompt_id }) => ({
          promptId: prompt_id,
          graph: prompt,
        }))
      : [],
  )

const count = (given: readonly ComfyEvent[]): Record<string, number> => {
  const counts: Record<string, number> = {}
  for (const { type } of given) counts[type] = (counts[type] ?? 0) + 1
  return counts
}

test.each(everyRecording)('%s holds no frame that the client does not know', (_, recording) => {
  expect(eventsOf(recording).filter(({ type }) => type === 'unknown')).toEqual([])
})

test.each(everyRecording)('%s: the head alone of a binary frame never throws', (_, recording) => {
  for (const event of recording.events) {
    if (event.kind !== 'ws-binary') continue
    expect(['preview', 'unknown']).toContain(
      readBinaryEvent(Buffer.from(event.head_hex, 'hex')).type,
    )
  }
})

const frameCounts: readonly [RecordingName, Record<string, number>][] = [
  ['anonymous', { status: 4, 'progress-state': 16, progress: 4 }],
  ['batch-of-two', { executing: 6, progress: 4, executed: 1, 'execution-success': 1 }],
  ['delete-pending', { status: 7, progress: 12, executed: 1, 'execution-success': 1 }],
  ['execution-error', { 'execution-error': 1, executing: 2, 'progress-state': 1 }],
  ['fully-cached', { executing: 1, executed: 1, 'progress-state': 1, 'execution-success': 1 }],
  ['interrupt', { 'execution-interrupted': 1, progress: 1, executing: 3 }],
  ['late-connect', { 'feature-flags': 2, status: 5, progress: 20 }],
  ['two-jobs', { 'execution-start': 2, 'execution-success': 2, executed: 2 }],
  ['txt2img', { 'feature-flags': 1, preview: 2, progress: 4, executed: 1 }],
  ['txt2img-new-seed', { executing: 4, progress: 4, executed: 1 }],
  ['txt2img-no-flags', { preview: 2, progress: 4, executed: 1 }],
  ['warm-up', { executing: 8, 'progress-state': 18, executed: 1 }],
]

test.each(frameCounts)('%s gives the events that were seen', (name, expected) => {
  expect(count(events(name))).toMatchObject(expected)
})

test.each(frameCounts)('%s: progress never goes backwards and tells how it ended', (name) => {
  for (const { promptId, graph } of submitted(name)) {
    let state = initialProgress(graphSchema.parse(graph), { promptId })
    for (const event of events(name)) {
      const next = reduceProgress(state, event)
      expect(next.value).toBeGreaterThanOrEqual(state.value)
      state = next
    }
    expect({ name, promptId, stage: state.stage }).toEqual({
      name,
      promptId,
      stage: endOf(name, promptId),
    })
    if (state.stage === 'finished') expect(state).toMatchObject({ value: 1, step: state.steps })
  }
})

function endOf(name: RecordingName, promptId: string): string {
  if (name === 'execution-error') return 'failed'
  if (name === 'interrupt') return 'interrupted'
  // Its events went to nobody, as only progress is broadcast.
  if (name === 'anonymous') return 'saving'
  return promptId === 'adbcc5f7-973c-4b71-8341-1f4a21761717' ? 'queued' : 'finished'
}

const outcomes: readonly [RecordingName, readonly { state: string; files: readonly string[] }[]][] =
  [
    ['anonymous', [{ state: 'success', files: ['rec_00009_.png'] }]],
    ['batch-of-two', [{ state: 'success', files: ['rec_00005_.png', 'rec_00006_.png'] }]],
    ['delete-pending', [{ state: 'success', files: ['rec_00011_.png'] }]],
    ['execution-error', [{ state: 'error', files: [] }]],
    ['fully-cached', [{ state: 'success', files: ['rec_00004_.png'] }]],
    ['interrupt', [{ state: 'interrupted', files: [] }]],
    ['late-connect', [{ state: 'success', files: ['rec_00010_.png'] }]],
    [
      'two-jobs',
      [
        { state: 'success', files: ['rec_00007_.png'] },
        { state: 'success', files: ['rec_00008_.png'] },
      ],
    ],
    ['txt2img', [{ state: 'success', files: ['rec_00002_.png'] }]],
    ['txt2img-new-seed', [{ state: 'success', files: ['rec_00003_.png'] }]],
    ['txt2img-no-flags', [{ state: 'success', files: ['rec_00004_.png'] }]],
    ['warm-up', [{ state: 'success', files: ['rec_00001_.png'] }]],
  ]

test.each(outcomes)(
  '%s: the history tells how the jobs ended and what they made',
  (name, expected) => {
    const entries = exchanges(name)
      .filter(({ path }) => path.startsWith('/history/'))
      .flatMap(({ response }) => readHistories(response.body))
    expect(
      entries.map(({ outcome, files }) => ({
        state: outcome.state,
        files: files.map(({ filename }) => filename),
      })),
    ).toEqual(expected)
    for (const entry of entries) {
      expect(Object.keys(entry.graph).length).toBeGreaterThanOrEqual(7)
      expect(entry.finishedAt).toBeGreaterThanOrEqual(entry.startedAt ?? Number.NaN)
    }
  },
)

test('the recorded failure names node, class and exception', () => {
  const failure = events('execution-error').find(({ type }) => type === 'execution-error')
  expect(failure).toMatchObject({
    isTerminal: true,
    error: { nodeId: '1', nodeClass: 'CheckpointLoaderSimple', isOutOfMemory: false },
  })
})

test('the recorded previews are JPEG images, with their job where flags were negotiated', () => {
  const withFlags = events('txt2img').filter((event) => event.type === 'preview')
  const [promptId] = submitted('txt2img').map((prompt) => prompt.promptId)
  expect(withFlags).toMatchObject([
    { contentType: 'image/jpeg', promptId, nodeId: '5' },
    { contentType: 'image/jpeg', promptId, nodeId: '5' },
  ])
  const without = events('txt2img-no-flags').filter((event) => event.type === 'preview')
  expect(without.map(({ contentType, promptId: id }) => [contentType, id])).toEqual([
    ['image/jpeg', undefined],
    ['image/jpeg', undefined],
  ])
})

test('the late socket hears which node runs, without the job', () => {
  expect(events('late-connect')).toContainEqual({ type: 'executing', nodeId: '5' })
})

test('the recorded queue before and after the deletion of what waits', async () => {
  const reading = exchanges('delete-pending')
    .filter(({ path, method }) => path === '/queue' && method === 'GET')
    .map(({ response }) => readQueue(response.body))
  const queues = await Promise.all(reading)
  expect(queues.map(({ running, pending }) => [running.length, pending.length])).toEqual([
    [1, 1],
    [1, 0],
  ])
  expect(queues[0]?.pending[0]).toMatchObject({ number: 13, outputNodes: ['7'] })
})
