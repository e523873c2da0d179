import { describe, expect, test } from 'vitest'
import { lighthouse, request } from '../../test/stories.ts'
import { english, foreign } from '../../test/varied-stories.ts'
import { createBuiltInSceneProducer, type SceneRequest } from '../index.ts'
import { arcs } from './arcs.ts'

const producer = createBuiltInSceneProducer()
const tell = (changes: Partial<SceneRequest>) => producer.produce({ ...request, ...changes })

/** The content of the frames, without the shots. */
async function told(story: string): Promise<readonly string[]> {
  const { frames } = await tell({ story, frameCount: 20 })
  return [
    ...new Set(frames.map(({ description }) => description.replace(/ [A-Z][^.?!]*: [^.]*\.$/, ''))),
  ]
}

/** The parts of a frame's prompt that not all prompts share. */
async function ownParts(changes: Partial<SceneRequest>): Promise<readonly string[]> {
  const { frames, metadata } = await tell({ frameCount: 20, ...changes })
  return frames.map(({ prompt }) => prompt.slice(metadata.prefix.length))
}

describe.each(Object.entries(english))('the story of the %s', (_name, story) => {
  test('has no half sentences for moments', async () => {
    for (const moment of await told(story)) {
      expect(moment).not.toMatch(/^(?:When|While|Until|Before|After|Because|Who|And|But)\b[^,]*$/)
      expect(moment).not.toMatch(/\b(?:while|when|until|who)(?: the \p{L}+)?[.,]$/u)
      expect(moment).not.toMatch(/^(?:\p{Lu}\p{L}+, who [^,]*\.$|Looking\b)/u)
      expect(moment).not.toMatch(/^\P{L}*the end\P{L}*$/iu)
      expect(moment).not.toMatch(/^["“][^"”]*["”]$/)
    }
  })

  test('puts nobody twice into what one does', async () => {
    const { metadata } = await tell({ story })
    const labels = metadata.characters.map((character) => character.split(':')[0] ?? '')
    for (const moment of await told(story)) {
      for (const label of labels) {
        expect(moment.toLowerCase().split(`${label.toLowerCase()} `).length).toBeLessThanOrEqual(2)
      }
    }
  })

  test('letters nothing and draws no emoji', async () => {
    for (const own of await ownParts({ story })) {
      expect(own).not.toMatch(/["“”]|Don't open|goes down forever|You are late/)
      expect(own).not.toMatch(/\p{Extended_Pictographic}/u)
    }
  })

  test('says no phrase twice in one prompt', async () => {
    for (const own of await ownParts({ story })) {
      const parts = own
        .toLowerCase()
        .split(', ')
        .map((part) => part.replace(/^(?:an?|the) /, ''))
      expect(new Set(parts).size).toBe(parts.length)
    }
  })
})

describe('who is in the story', () => {
  test.each([
    ['by a name that no list knows', english.hedgehog, 'Pip: a little hedgehog'],
    ['by a name between commas', english.court, 'Sir Roderick: a general'],
    ['by a title', english.detective, 'Jack Moran: a detective'],
    ['by clothes', english.detective, 'the woman: a woman in a red dress'],
    ['by what is said after "is"', english.astronaut, 'Dr. Nadia Okafor: the last astronaut'],
    [
      'with all that comes after "with", up to the verb',
      english.boxer,
      'Maria Santos: a seventeen-year-old boxer with a shaved head and a scar on her lip',
    ],
    ['as the one who tells it', english.castaway, 'the narrator: a person'],
  ])('is found %s', async (_how, story, character) => {
    expect((await tell({ story })).metadata.characters).toContain(character)
  })

  test('is never nobody', async () => {
    const { metadata } = await tell({ story: english.strangers })
    expect(metadata.characters.toSorted()).toEqual([
      'the cartographer: a cartographer',
      'the pianist: a pianist',
    ])
  })

  test('is in every prompt only where most of the story is about one', async () => {
    const { metadata: hers } = await tell({ story: english.boxer })
    expect(hers.prefix).toContain('a seventeen-year-old boxer')
    const { metadata: theirs } = await tell({ story: english.castaway })
    expect(theirs.prefix).not.toContain('robot')
    const { metadata: nobodys, frames } = await tell({ story: english.detective, frameCount: 20 })
    expect(nobodys.prefix).not.toContain('detective')
    expect(frames.find(({ prompt }) => prompt.includes('Jack Moran followed'))?.prompt).toContain(
      ', a detective',
    )
  })

  test.each([
    ['she, of two, is the woman', english.boxer, 'Maria Santos loses her first fight.'],
    [
      'she is whom the story introduced first',
      english.chef,
      'The young chef burns the first dish and drops the second.',
    ],
    [
      'he is not one of those whom he asks',
      english.hedgehog,
      'Pip asks the frog, the fox and the old owl.',
    ],
    [
      'she is an old astronomer',
      english.turtle,
      'The old astronomer saw an eye as large as a lake open slowly.',
    ],
    [
      'nobody is put before those who have a verb of their own',
      english.turtle,
      'Ships were torn from the harbour.',
    ],
    ['it is no being where nobody does anything', english.castaway, 'I do not remember it.'],
    [
      'who somebody is stays as it was said',
      english.strangers,
      'She is a cartographer who never travels.',
    ],
  ])('and called by a pronoun: %s', async (_what, story, moment) => {
    expect((await told(story)).map((one) => one.trim())).toContain(moment)
  })
})

test.each([english.boxer, english.castaway, english.library])(
  'nowhere are there no humans when all frames show one',
  async (story) => {
    const { frames } = await tell({ story, style: 'illustrious', frameCount: 20 })
    for (const { prompt } of frames) expect(prompt).not.toContain('no humans')
  },
)

test('a scene is told in tags with its looks in tags for Illustrious', async () => {
  const { metadata } = await tell({ story: english.boxer, style: 'illustrious' })
  expect(metadata.prefix).toContain('seventeen-year-old boxer, shaved head, scar on her lip')
})

test.each(Object.entries(foreign))(
  'a %s story is cut between its sentences',
  async (_name, story) => {
    const sentences = story.split(/(?<=[.。])\s*/u)
    for (const moment of await told(story))
      expect(sentences).toContain(moment.replace(/ [A-Z][a-z ]*: .*$/, ''))
  },
)

test.each([
  [foreign.french, "Au sommet d'une falaise bretonne"],
  [foreign.chinese, '很久以前，一位年轻的画师住在长江边的小镇上'],
])(
  'the setting of a foreign story is its opening, as long as that says anything',
  async (story, setting) => {
    expect((await tell({ story })).metadata.setting).toBe(setting)
  },
)

test.each(arcs.map(({ name, stages }) => [name, stages] as const))(
  '%s goes from its first to its last stage, however few the frames',
  async (narrativeArc, stages) => {
    for (const frameCount of [3, 4, 5, 7, 50]) {
      const { frames } = await tell({ narrativeArc, frameCount })
      expect(frames[0]?.description.toLowerCase()).toContain(`${stages[0]?.name}: `)
      expect(frames.at(-1)?.description.toLowerCase()).toContain(`${stages.at(-1)?.name}: `)
    }
  },
)

test('the longest of requests has prompts that the API takes back', async () => {
  const keywords = Array.from({ length: 20 }, (_, index) => `${index}`.padEnd(100, 'k'))
  const endless = lighthouse.replaceAll('. ', ', and ').repeat(4).slice(0, 1000)
  for (const style of ['sdxl', 'illustrious', 'photorealistic'] as const) {
    for (const story of [endless, 'x'.repeat(1000), '漢'.repeat(1000)]) {
      const { frames } = await tell({ story, style, keywords, frameCount: 50 })
      for (const { prompt } of frames) expect(prompt.length).toBeLessThanOrEqual(4000)
    }
  }
})
