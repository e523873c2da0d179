import { errorsByField } from '../../create/set-at.ts'
import type { FieldRefusal } from '../../ui/problem.ts'
import type { Frame } from './frame.ts'

/** What has to be known of a frame to tell where something is wrong. */
export type SentFrame = Pick<Frame, 'id' | 'inputs'>

export type Errors = Readonly<Record<string, string>>

/** What is wrong, by where a person sees it. */
export interface StoryProblems {
  /** By the id of the frame; paths are `prompt`, `seed`, `mask` … */
  readonly frames: ReadonlyMap<string, readonly FieldRefusal[]>
  /** With the settings of all: `model`, `steps`, `inputs.cfg`, `previous_frame_as` … */
  readonly settings: readonly FieldRefusal[]
  /** With the whole. */
  readonly others: readonly FieldRefusal[]
}

const ofFrame = /^prompts\.(\d+)\.(?:parameters\.)?(.+)$/
/** Names of files and the like are looked for later, and told by their word alone. */
const ofSettings = /^(?:parameters\.)?((?!prompts|sequence_id).+)$/

const isAt = (path: string, key: string): boolean => path === key || path.startsWith(`${key}.`)

/** A value that a frame does not have itself is that of all, whichever frame it was refused for. */
const isOwn = ({ inputs }: SentFrame, word: string): boolean => {
  const key = /^inputs\.(.+)$/.exec(word)?.[1]
  return key === undefined || Object.keys(inputs).some((own) => isAt(key, own))
}

/** Parts what the API said of a request that had these frames, in their order. */
export function problemsOf(
  errors: readonly FieldRefusal[],
  sent: readonly SentFrame[],
): StoryProblems {
  const frames = new Map<string, FieldRefusal[]>()
  const settings: FieldRefusal[] = []
  const others: FieldRefusal[] = []
  for (const error of errors) {
    const [, place, word] = ofFrame.exec(error.path) ?? []
    const frame = place === undefined ? undefined : sent[Number(place)]
    const setting = ofSettings.exec(error.path)?.[1]
    if (frame !== undefined && word !== undefined) {
      const { id } = frame
      if (isOwn(frame, word)) frames.set(id, [...(frames.get(id) ?? []), { ...error, path: word }])
      else settings.push({ ...error, path: word })
    } else if (setting !== undefined) settings.push({ ...error, path: setting })
    else others.push(error)
  }
  return { frames, settings, others }
}

/** As the sentences below their fields. */
export const sentencesOf = (problems: readonly FieldRefusal[]): Errors => errorsByField(problems)

/** What stands against sending the frames, by their ids: the page knows it before it asks. */
export const emptyFrames = (
  frames: readonly { readonly id: string; readonly prompt: string }[],
): ReadonlyMap<string, readonly FieldRefusal[]> =>
  new Map(
    frames
      .filter(({ prompt }) => prompt.trim() === '')
      .map(({ id }) => [id, [{ path: 'prompt', message: 'Say what is to be seen.' }]]),
  )

/** Where something is wrong, as a person says it: “frame 2: seed” for `prompts.1.parameters.seed`. */
export function placeInWords(path: string): string {
  const [, place, word = ''] = ofFrame.exec(path) ?? []
  const words = (name: string): string => name.replace(/^inputs\./, '').replaceAll('_', ' ')
  if (place !== undefined) return `frame ${Number(place) + 1}: ${words(word)}`
  return words(ofSettings.exec(path)?.[1] ?? path)
}
