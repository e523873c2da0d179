import { describe, expect, it } from 'vitest'
import { standingOf } from './frame-standing.ts'
import type { Frame, Sequence } from './sequence-queries.ts'

const image: Frame['image'] = {
  id: 'a',
  image_url: '/api/gallery/image/a',
  thumbnail_url: '/api/gallery/thumbnail/a',
  filepath: 'a.png',
  prompt: '',
  negative_prompt: '',
  model: '',
  seed: 1,
  parameters: {
    steps: 20,
    cfg: 7,
    sampler: '',
    scheduler: '',
    resolution: { width: 64, height: 64 },
    loras: [],
  },
  timestamp: '',
  filesize: 1,
  media_type: 'image/png',
  width: 64,
  height: 64,
  source: 'darkroom',
  metadata: {},
}

const frame = (number: number, more: Partial<Frame> = {}): Frame => ({
  frame_number: number,
  prompt: 'a fox',
  description: '',
  shot_type: '',
  request_id: `job-${number}`,
  status: 'completed',
  seed: 1,
  ...more,
})

const sequence = (...frames: Frame[]): Sequence => ({
  sequence_id: 's',
  total_frames: frames.length,
  completed_frames: 0,
  failed_frames: [],
  frames,
  status: 'completed',
  paused: false,
  seeds: [],
  job_ids: [],
  thumbnails: [],
  images: [],
  errors: [],
  estimated_seconds_remaining: null,
  created_at: '',
})

const standing = (one: Frame, ...others: Frame[]) =>
  standingOf(one, sequence(...others, one), (id) =>
    id === 'running' ? { value: 0.4, step: 8, steps: 20, stage: 'sampling' } : undefined,
  )

describe('how a frame stands', () => {
  it('is told while it is made and while it waits', () => {
    const running = { request_id: 'running', status: 'processing', eta_seconds: 5 } as const
    expect(standing(frame(1, running))).toEqual({
      kind: 'running',
      text: 'step 8 of 20',
      value: 0.4,
      openJob: 'running',
      seconds: 5,
    })
    expect(standing(frame(1, { status: 'processing' })).text).toBe('It begins …')
    const waiting = { waiting_for: 'previous', waiting_detail: 'Frame 1 comes first.' } as const
    expect(standing(frame(2, { status: 'queued', ...waiting }))).toMatchObject({
      kind: 'waiting',
      text: 'Frame 1 comes first.',
      openJob: 'job-2',
    })
  })

  it('is that of its picture when it is done, and says when that has gone', () => {
    expect(standing(frame(1, { image })).kind).toBe('done')
    expect(standing(frame(1)).kind).toBe('gone')
  })

  it('says why it failed and what to do, and which failure left others out', () => {
    const info = { code: 'node_error', hint: 'Look at the log.' }
    const failed = frame(1, { status: 'error', error: 'KSampler failed.', error_info: info })
    expect(standing(failed)).toMatchObject({
      kind: 'failed',
      text: 'KSampler failed.',
      hint: 'Look at the log.',
    })
    const left = frame(2, { status: 'cancelled' })
    expect(standing(left, failed).text).toBe('Left out, because frame 1 failed.')
    expect(standing(left, frame(1, { image })).text).toBe('It was cancelled.')
    const all: Sequence = { ...sequence(failed, left), status: 'cancelled' }
    expect(standingOf(left, all, () => undefined).text).toBe('It was cancelled.')
  })

  it('is that of what is made in its place while its picture stands', () => {
    const redo = { request_id: 'running', status: 'processing' } as const
    expect(standing(frame(1, { image, redo }))).toMatchObject({
      kind: 'running',
      openJob: 'running',
    })
    const failed = { request_id: 'again', status: 'error', error: 'No memory.' } as const
    expect(standing(frame(1, { image, redo: failed }))).toMatchObject({
      kind: 'failed',
      text: 'No memory.',
    })
    const cancelled = { request_id: 'again', status: 'cancelled' } as const
    expect(standing(frame(1, { image, redo: cancelled })).kind).toBe('done')
  })
})
