import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { describeSceneProducer } from '../../test/scene-producer-contract.ts'
import { flood, german, greenhouse, japanese, lighthouse, request } from '../../test/stories.ts'
import { createBuiltInSceneProducer, type SceneRequest } from '../index.ts'

const producer = createBuiltInSceneProducer()
const tell = (changes: Partial<SceneRequest>) => producer.produce({ ...request, ...changes })

describeSceneProducer('The built-in producer', async () => ({
  ...createBuiltInSceneProducer(),
  [Symbol.asyncDispose]: async () => undefined,
}))

test('the same request gives the same scenes', async () => {
  expect(await tell({})).toEqual(await tell({}))
})

describe('grammar', () => {
  test.each([
    [
      'one person by several names is one, titles and all',
      'Captain Elena Vargas commands the starship Aurora on its last voyage. Elena walks into a glowing cave. There Dr. Harris waits for her. Harris shows her a vision of home.',
      ['Captain Elena Vargas', 'Dr. Harris'],
    ],
    [
      'a name that comes after what it names',
      'In a neon-lit megacity, a young hacker called Zero discovers a secret message. Chased by corporate drones, she races across the rooftops with her cat.',
      ['Zero: a young hacker', 'the cat: a cat'],
    ],
    [
      'nobody where there are only things',
      'The temple stands empty, as it has for a thousand years, while vines climb its columns. Wind moves the dust. A single bell rings in the broken dome.',
      [],
    ],
  ])('%s', async (_what, story, characters) => {
    expect((await tell({ story })).metadata.characters).toEqual(characters)
  })

  test('a clause before its subject, a subject left out, and one word alone are no pictures of their own', async () => {
    const story =
      'Peace. Snow falls on the village. Chased by wolves, a young hunter runs through the forest, slips on the ice, and falls into a frozen river. Then, silently, he sinks.'
    const { frames } = await tell({ story, frameCount: 5 })
    expect(frames.map(({ description }) => description.split('. ').at(-2))).toEqual([
      'Snow falls on the village',
      'Chased by wolves, a young hunter runs through the forest',
      'The young hunter slips on the ice',
      'The young hunter falls into a frozen river',
      'Silently, the young hunter sinks',
    ])
  })
})

describe('what a story says', () => {
  test.each([
    [
      lighthouse,
      ['Tomas: an old lighthouse keeper', 'the wounded silver dragon: a wounded silver dragon'],
    ],
    [greenhouse, ['Mia: a young girl with red hair and a yellow raincoat', 'Kibo: a robot friend']],
    [flood, []],
  ])('about its characters is found: %s', async (story, characters) => {
    expect((await tell({ story })).metadata.characters).toEqual(characters)
  })

  test('about place, world and mood is in the metadata and before every prompt', async () => {
    const { metadata } = await tell({})
    expect(metadata).toMatchObject({
      setting: 'rocky island, north sea, fantasy world',
      atmosphere: 'lonely, magical, hopeful atmosphere',
      arc: 'three acts',
    })
    expect(metadata.prefix).toContain('an old lighthouse keeper, rocky island, north sea')
  })

  test('happens in its frames, one event after the other, with names for pronouns', async () => {
    const { frames } = await tell({ frameCount: 5 })
    const told = frames.map(({ description }) => description.split('. ')[0])
    expect(told).toEqual([
      'An old lighthouse keeper named Tomas lives alone on a rocky island in the north sea',
      'One stormy night Tomas finds a wounded silver dragon in the surf',
      'Tomas hides the creature in his tower',
      'Tomas feeds it fish and lamp oil',
      'Together Tomas and the wounded silver dragon light the way for lost ships',
    ])
  })

  test('of light and weather holds until it says otherwise', async () => {
    const { frames } = await tell({ story: greenhouse, frameCount: 3 })
    expect(frames.map(({ prompt }) => prompt.includes('soft light of dawn'))).toEqual([
      false,
      false,
      true,
    ])
    const { frames: wet } = await tell({ story: flood, frameCount: 4 })
    expect(wet[2]?.prompt).toContain('falling rain')
    expect(wet[3]?.prompt).toContain('bright sunshine')
  })
})

test('a character that comes in later is described where it comes in, and not before', async () => {
  const { frames } = await tell({ frameCount: 5 })
  const shows = frames.map(({ prompt }) => prompt.includes('wounded silver dragon'))
  expect(shows[0]).toBe(false)
  expect(shows[1]).toBe(true)
})

test('the main character looks the same in every frame', async () => {
  const { frames } = await tell({ story: greenhouse, frameCount: 50 })
  for (const { prompt } of frames) {
    expect(prompt).toContain('a young girl with red hair and a yellow raincoat')
  }
})

test('neighbouring frames are seen from different sides', async () => {
  for (const story of [lighthouse, flood, german]) {
    const { frames } = await tell({ story, frameCount: 50 })
    frames.slice(1).forEach(({ shotType }, index) => {
      expect(shotType).not.toBe(frames[index]?.shotType)
    })
  }
})

test('a story without people has no faces in it', async () => {
  const { frames } = await tell({ story: flood, style: 'illustrious', frameCount: 20 })
  for (const { prompt, shotType } of frames) {
    expect(prompt).toContain('no humans')
    expect(shotType).not.toBe('close-up')
  }
})

test('the count of people is given in the tags that Illustrious learned', async () => {
  const { frames } = await tell({ story: greenhouse, style: 'illustrious', frameCount: 3 })
  expect(frames[0]?.prompt).toContain('1girl, solo')
})

test.each([
  [
    'german',
    german,
    'Ein alter Fischer lebt allein am Meer',
    'Am Morgen ist sein Boot voller Perlen',
  ],
  ['japanese', japanese, '昔々、山の中に小さな村がありました', '村は花でいっぱいになりました'],
])('a %s story is told from its first to its last sentence', async (_name, story, first, last) => {
  const { frames, metadata } = await tell({ story, frameCount: 6 })
  expect(metadata.setting).toBe(first)
  expect(frames[0]?.description).toContain(first)
  expect(frames.at(-1)?.description).toContain(last)
})

test.each([
  ['Three-Act Structure', 'rising action'],
  ["the hero's journey", 'trials'],
  ['Heros Journy', 'trials'],
  ['a rise and fall, please', 'height'],
  ['rags to riches', 'breakthrough'],
  ['redemption', 'depths'],
  ['something else entirely', 'rising action'],
])('the arc "%s" has a stage called "%s"', async (narrativeArc, stage) => {
  const { frames, metadata } = await tell({ narrativeArc, frameCount: 20 })
  expect(metadata.arc).toBe(narrativeArc)
  expect(frames.some(({ description }) => description.toLowerCase().includes(stage))).toBe(true)
})

test('no story upsets it, and never are two frames alike', async () => {
  const word = fc.oneof(
    fc.constantFrom(
      'the',
      'of',
      'and',
      'she',
      'They',
      'dragon',
      'Mia',
      'runs',
      'in',
      'forest',
      'with',
    ),
    fc.constantFrom('constructor', '__proto__', 'toString', '(((', '.', ',', '"', '…', '😀', '。'),
    fc.string({ unit: 'grapheme', maxLength: 12 }),
  )
  const story = fc
    .array(word, { minLength: 60, maxLength: 200 })
    .map((words) => words.join(' ').slice(0, 1000))
    .filter((text) => text.trim().length >= 100)
  const style = fc.constantFrom('sdxl', 'illustrious', 'photorealistic')
  await fc.assert(
    fc.asyncProperty(
      fc.record({ story, style, frameCount: fc.integer({ min: 3, max: 50 }) }),
      async (changes) => {
        const { frames } = await tell(changes)
        expect(new Set(frames.map(({ prompt }) => prompt)).size).toBe(changes.frameCount)
      },
    ),
    { numRuns: 60 },
  )
})
