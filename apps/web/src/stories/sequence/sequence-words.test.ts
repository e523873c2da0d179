import { describe, expect, it } from 'vitest'
import { countWords, outlookOf, stateOf } from './sequence-words.ts'

const done: Parameters<typeof outlookOf>[0] = {
  status: 'completed',
  paused: false,
  total_frames: 7,
  completed_frames: 7,
  failed_frames: [],
  estimated_seconds_remaining: null,
}

describe('the words of a sequence', () => {
  it('tell how many frames are done', () => {
    expect(countWords(done)).toBe('7 frames')
    expect(countWords({ ...done, completed_frames: 2 })).toBe('2 of 7 frames')
    expect(countWords({ total_frames: 1, completed_frames: 0 })).toBe('0 of 1 frame')
  })

  it('tell its state', () => {
    const text = (changes: object) => stateOf({ ...done, ...changes }).text
    expect(text({})).toBe('Done')
    expect(text({ status: 'processing', completed_frames: 1 })).toBe('Being made')
    expect(text({ status: 'queued', paused: true, completed_frames: 0 })).toBe('Paused')
    expect(text({ failed_frames: [2, 3], completed_frames: 5 })).toBe('2 failed')
    expect(text({ completed_frames: 5 })).toBe('Cancelled')
    expect(text({ status: 'cancelled', completed_frames: 5 })).toBe('Cancelled')
  })

  it('tell what it waits for, or for how long', () => {
    const open = { ...done, status: 'queued', completed_frames: 0 } as const
    expect(outlookOf(done)).toBeUndefined()
    expect(outlookOf({ ...open, estimated_seconds_remaining: 40 })).toBe('about 40 s left')
    expect(outlookOf({ ...open, waiting_for: 'turn' })).toBe('waits for its turn')
    const away = { waiting_for: 'comfyui', waiting_detail: 'No ComfyUI answers.' } as const
    expect(outlookOf({ ...open, ...away })).toBe('No ComfyUI answers.')
    expect(outlookOf({ ...open, paused: true })).toMatch(/until you resume/)
  })
})
