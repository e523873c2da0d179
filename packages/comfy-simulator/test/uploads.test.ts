import { readNewerRecording } from '@darkroom/comfy-recordings'
import { expect, test } from 'vitest'
import { createSimulator } from '../src/index.ts'
import { Replay } from './replay.ts'

test('ComfyUI 0.33.0: every upload is answered as the recorded server answered', async () => {
  await using simulator = await createSimulator({ profile: '0.33.0' })
  const replay = new Replay(simulator)
  await replay.play(readNewerRecording('uploads'))
  expect(replay.exchanges.length).toBeGreaterThan(25)
  const sorted = (body: unknown): unknown => (Array.isArray(body) ? body.toSorted() : body)
  for (const { request, recorded, status, contentType, body } of replay.exchanges) {
    const about = [request.method, request.path, request.multipart]
    expect({ about, status, contentType }).toEqual({
      about,
      status: recorded.status,
      contentType: recorded.content_type ?? '',
    })
    if (recorded.body !== undefined) {
      expect({ about, body: sorted(body) }).toEqual({ about, body: sorted(recorded.body) })
    }
  }
})
