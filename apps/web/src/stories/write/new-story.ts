import type { ScenePromptsRequest } from '../../api/types.ts'
import { longestPrompt } from '../../create/limits.ts'
import { asRecord } from '../../workflows/kept-state.ts'
import { mostFrames } from './frames.ts'
import { promptsIn } from './own-prompts.ts'

export const styles = ['sdxl', 'illustrious', 'photorealistic'] as const
export type Style = (typeof styles)[number]

/** The form from which frames come. */
export interface NewStory {
  /** From a story, or from prompts of one's own. */
  readonly way: 'story' | 'own'
  readonly story: string
  /** A prompt on each line. */
  readonly lines: string
  readonly frame_count: number
  readonly model?: string | undefined
  /** Undefined is the one that suits the model. */
  readonly style?: Style | undefined
  readonly narrative_arc: string
  /** With commas between. */
  readonly keywords: string
}

export const emptyStory: NewStory = {
  way: 'story',
  story: '',
  lines: '',
  frame_count: 7,
  narrative_arc: '',
  keywords: '',
}

/** The limits of the API. */
export const storyLength = { min: 100, max: 1000 }
export const frameCounts = { min: 3, max: mostFrames, step: 1 }

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** The form in whatever was kept. */
export function readNewStory(found: unknown): NewStory | undefined {
  const form = asRecord(found)
  if (form === undefined) return undefined
  const { frame_count: count } = form
  const { min, max } = frameCounts
  return {
    way: form.way === 'own' ? 'own' : 'story',
    story: text(form.story),
    lines: text(form.lines),
    frame_count:
      typeof count === 'number' && count >= min && count <= max
        ? Math.round(count)
        : emptyStory.frame_count,
    model: text(form.model) || undefined,
    style: styles.find((one) => one === form.style),
    narrative_arc: text(form.narrative_arc),
    keywords: text(form.keywords),
  }
}

/** The way of writing prompts that suits a model: relatives of Illustrious were trained on tags of their own. */
export const styleFor = (model: string | undefined): Style =>
  /illustrious|noob|wai[-_]/i.test(model ?? '') ? 'illustrious' : 'sdxl'

const counted = (length: number): string => length.toLocaleString('en')

/** What stands against a story; its letters are counted as the API counts them. */
function storyProblem(story: string): string | undefined {
  const { length } = story.trim()
  if (length === 0) return 'Tell the story: who, where, and what happens.'
  if (length < storyLength.min)
    return `A story has at least ${storyLength.min} characters; this has ${length}. Say more of who, where and what happens.`
  if (length > storyLength.max)
    return `A story has at most ${counted(storyLength.max)} characters; this has ${counted(length)}. Shorten it, or make each line a frame: “Prompts of my own”.`
  return undefined
}

function linesProblem(lines: string): string | undefined {
  const prompts = promptsIn(lines)
  if (prompts.length === 0) return 'Write a prompt on each line.'
  if (prompts.length > mostFrames)
    return `At most ${mostFrames} frames can be made at once; these are ${prompts.length}.`
  const long = prompts.findIndex(({ length }) => length > longestPrompt)
  return long < 0
    ? undefined
    : `Prompt ${long + 1} has ${counted(prompts[long]?.length ?? 0)} characters; the most is ${counted(longestPrompt)}.`
}

/** What stands against making frames of it, as one sentence. */
export const newStoryProblem = ({ way, story, lines }: NewStory): string | undefined =>
  way === 'story' ? storyProblem(story) : linesProblem(lines)

/** The request that the form of a story stands for. */
export function toPromptsRequest(
  { story, frame_count, style, narrative_arc, keywords }: NewStory,
  model: string,
): ScenePromptsRequest {
  const words = keywords.split(',').flatMap((word) => word.trim() || [])
  const arc = narrative_arc.trim()
  return {
    story_description: story.trim(),
    frame_count,
    model,
    style: style ?? styleFor(model),
    ...(arc !== '' && { narrative_arc: arc }),
    ...(words.length > 0 && { keywords: words }),
  }
}
