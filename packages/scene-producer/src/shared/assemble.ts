import { escapePattern } from '@darkroom/foundation'
import type { SceneFrame, SceneRequest, SceneSequence } from '../scene-producer.ts'
import { styles } from '../styles/styles.ts'
import { capitalised, joinSentences, joinTags, shortened } from './text.ts'

/** A producer's output before it gets the common form. */
export interface Draft {
  readonly producer: string
  readonly characters: readonly string[]
  /** Descriptions of the characters in every frame. */
  readonly shared: readonly string[]
  readonly setting: string
  readonly atmosphere: string
  readonly arc: string
  /** The prefix without the style's own words; composed from `shared`, setting and atmosphere unless given. */
  readonly prefix?: string
  readonly negativePrompt?: string
  /** The requested number of frames, in order. */
  readonly frames: readonly Omit<SceneFrame, 'frameNumber'>[]
}

/** The longest prompt: image models do not read longer ones to the end, and the API does not accept them. */
const longestPrompt = 4000
const longestPrefix = 1000
const separators = 10

/** Gives all frames the same prefix and the keywords, and numbers them from 1. */
export function assemble(draft: Draft, request: SceneRequest): SceneSequence {
  const { form, quality, negativePrompt } = styles[request.style]
  const join = form === 'tags' ? joinTags : joinSentences
  const { producer, characters, setting, atmosphere, arc } = draft
  const shared = [draft.shared.join(form === 'tags' ? ', ' : '; '), setting, atmosphere]
  const prefix = shortened(draft.prefix ?? join([quality, ...shared]), longestPrefix)
  const keywords = request.keywords ?? []
  const room = longestPrompt - prefix.length - keywords.join(', ').length - separators
  return {
    frames: draft.frames.map((frame, index) => ({
      frameNumber: index + 1,
      prompt: withKeywords(
        startingWith(prefix, shortened(frame.prompt, room), form),
        keywords,
        form,
      ),
      description: shortened(frame.description, 4000),
      shotType: shortened(frame.shotType, 200),
    })),
    metadata: {
      characters,
      setting,
      atmosphere,
      arc,
      prefix,
      negativePrompt: draft.negativePrompt || negativePrompt,
      producer,
    },
  }
}

function startingWith(prefix: string, prompt: string, form: 'tags' | 'sentences'): string {
  if (prefix === '' || prompt.startsWith(prefix)) return prompt
  return form === 'tags' ? `${prefix}, ${prompt}` : `${prefix} ${prompt}`
}

/** Adds the keywords that the prompt does not have yet. */
function withKeywords(
  prompt: string,
  keywords: readonly string[],
  form: 'tags' | 'sentences',
): string {
  const missing = [...new Set(keywords)].filter((keyword) => !hasWords(prompt, keyword))
  if (missing.length === 0) return prompt
  const words = missing.join(', ')
  return form === 'tags' ? `${prompt}, ${words}` : `${prompt} ${capitalised(words)}.`
}

const hasWords = (text: string, words: string): boolean =>
  new RegExp(`(?<![\\p{L}\\p{N}])${escapePattern(words)}(?![\\p{L}\\p{N}])`, 'iu').test(text)
