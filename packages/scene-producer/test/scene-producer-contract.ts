import { describe, expect, test } from 'vitest'
import {
  InvalidSceneRequestError,
  type SceneProducer,
  type SceneRequest,
  type SceneStyle,
} from '../src/index.ts'
import { flood, german, greenhouse, japanese, lighthouse, request } from './stories.ts'

const styles: readonly SceneStyle[] = ['sdxl', 'illustrious', 'photorealistic']
const stories = { lighthouse, greenhouse, flood, german, japanese }

/** The contract tests for every producer. */
export function describeSceneProducer(
  name: string,
  create: () => Promise<SceneProducer & AsyncDisposable>,
): void {
  const produce = async (changes: Partial<SceneRequest>, options?: { signal: AbortSignal }) => {
    await using producer = await create()
    return await producer.produce({ ...request, ...changes }, options)
  }

  describe(`${name} keeps the contract`, () => {
    test.each([3, 7, 50])('%i frames are %i frames, numbered from 1', async (frameCount) => {
      const { frames } = await produce({ frameCount })
      expect(frames.map(({ frameNumber }) => frameNumber)).toEqual(
        Array.from({ length: frameCount }, (_, index) => index + 1),
      )
    })

    test.each(Object.entries(stories))(
      'no two of 50 frames are alike: %s',
      async (_name, story) => {
        const { frames } = await produce({ story, frameCount: 50 })
        expect(new Set(frames.map(({ prompt }) => prompt)).size).toBe(50)
      },
    )

    test.each(styles)(
      'every %s prompt begins with the prefix and has the keywords',
      async (style) => {
        const keywords = ['teal accents', 'film grain']
        const { frames, metadata } = await produce({ style, keywords })
        for (const { prompt } of frames) {
          expect(prompt.startsWith(metadata.prefix)).toBe(true)
          expect(prompt.length).toBeGreaterThan(metadata.prefix.length + 20)
          for (const keyword of keywords) expect(prompt.toLowerCase()).toContain(keyword)
        }
      },
    )

    test.each(styles)('%s has its negative prompt', async (style) => {
      const { metadata } = await produce({ style })
      expect(metadata.negativePrompt.length).toBeGreaterThan(20)
    })

    test('each frame says what it shows, and the metadata who wrote it', async () => {
      await using producer = await create()
      const { frames, metadata } = await producer.produce(request)
      for (const { description, shotType } of frames) {
        expect(description).not.toBe('')
        expect(shotType).not.toBe('')
      }
      expect(metadata.producer).toBe(producer.name)
    })

    test('the arc that was asked for is named, known or not', async () => {
      expect((await produce({ narrativeArc: 'the seven hats' })).metadata.arc).toBe(
        'the seven hats',
      )
    })

    test.each([
      ['story', { story: 'too short' }],
      ['story', { story: `${' '.repeat(200)}x` }],
      ['story', { story: 'x'.repeat(1001) }],
      ['frameCount', { frameCount: 2 }],
      ['frameCount', { frameCount: 51 }],
      ['frameCount', { frameCount: 3.5 }],
      ['keywords', { keywords: Array.from({ length: 21 }, (_, index) => `${index}`) }],
      ['keywords.0', { keywords: [' '] }],
    ] as const)('a wrong %s is refused and named', async (field, wrong) => {
      await expect(produce(wrong)).rejects.toMatchObject({
        name: InvalidSceneRequestError.name,
        field,
      })
    })

    test("an abort comes through as the caller's own reason", async () => {
      const reason = new Error('never mind')
      await expect(produce({}, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
    })
  })
}
