import { describe, expect, it } from 'vitest'
import { draftOf, toFrameChange } from './to-frame-change.ts'

const frame = { prompt: 'a fox in the snow' }

describe('what is asked for of a frame that is made anew', () => {
  it('is nothing where nothing was changed: the seed is then a new one', () => {
    expect(toFrameChange(draftOf(frame), frame)).toEqual({})
  })

  it('is what differs alone', () => {
    const draft = { ...draftOf(frame), prompt: ' a hen ', seed: 7, steps: 30 }
    expect(toFrameChange(draft, frame)).toEqual({
      prompt: 'a hen',
      parameters: { seed: 7, steps: 30 },
    })
  })

  it('is inputs where a workflow makes the frame', () => {
    const draft = { ...draftOf(frame), seed: 0 }
    expect(toFrameChange(draft, { ...frame, workflow: 'repaint' })).toEqual({ inputs: { seed: 0 } })
  })
})
