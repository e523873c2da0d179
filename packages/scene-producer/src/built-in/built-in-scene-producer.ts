import type { SceneProducer } from '../scene-producer.ts'
import { assemble } from '../shared/assemble.ts'
import { checkRequest } from '../shared/check-request.ts'
import { styles } from '../styles/styles.ts'
import { chooseArc } from './choose-arc.ts'
import { isEnglish } from './is-english.ts'
import { planFrames } from './plan-frames.ts'
import { readEnglishStory } from './read-english-story.ts'
import { readPlainStory } from './read-plain-story.ts'
import type { Character, Story } from './story.ts'
import { writeFrame } from './write-frame.ts'

/** Writes the frames itself, without a server, in milliseconds, and always the same for the same request. */
export function createBuiltInSceneProducer(): SceneProducer {
  return {
    name: 'built-in',
    async produce(wanted, { signal } = {}) {
      signal?.throwIfAborted()
      const request = checkRequest(wanted)
      const story = isEnglish(request.story)
        ? await readEnglishStory(request.story)
        : readPlainStory(request.story)
      signal?.throwIfAborted()
      const style = styles[request.style]
      const arc = chooseArc(request.narrativeArc)
      const shared = protagonistsOf(story)
      const plans = planFrames(story, { frameCount: request.frameCount, arc })
      return assemble(
        {
          producer: 'built-in',
          characters: story.characters.map(({ label, description }) =>
            description === label ? label : `${label}: ${description}`,
          ),
          shared: shared.map(({ description }) => style.look?.(description) ?? description),
          setting: story.setting,
          atmosphere: story.atmosphere,
          arc: arc.name,
          frames: plans.map((plan) => writeFrame(plan, { style, shared })),
        },
        request,
      )
    },
  }
}

/** The main character for every frame, in at least 40 % of the beats; others are described where they appear. */
function protagonistsOf({ characters, beats }: Story): readonly Character[] {
  return characters
    .slice(0, 1)
    .filter(
      (one) => beats.filter((beat) => beat.characters.includes(one)).length >= beats.length * 0.4,
    )
}
