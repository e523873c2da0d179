import type { ScenePrompts } from '../../api/types.ts'
import { type Draft, emptyDraft, readDraft } from '../../create/draft.ts'
import { type InputPictures, noPictures } from '../../pictures/input-pictures.ts'
import { readPictures } from '../../pictures/read-pictures.ts'
import type { Values } from '../../workflows/form/values.ts'
import { asRecord } from '../../workflows/kept-state.ts'
import { newFrame, readFrame } from './frame.ts'
import { type Frames, mostFrames } from './frames.ts'

export const seedModes = ['fixed', 'incremental', 'random'] as const
/** How the seeds of the frames follow from that of all. */
export type SeedMode = (typeof seedModes)[number]

/** What was found in the story. */
export interface About {
  readonly characters: readonly string[]
  readonly setting: string
  readonly atmosphere: string
}

/** A story that is still to be made, as a person has edited it; words are spelt as the API spells them. */
export interface StoryDraft {
  /** Of the API, which knows the story; undefined for prompts of one's own. */
  readonly sequence_id?: string | undefined
  /** The story, or undefined where there is none. */
  readonly story?: string | undefined
  readonly about?: About | undefined
  readonly frames: Frames
  /** For all frames, where no workflow makes them. */
  readonly settings: Draft
  /** Go into all frames, where no workflow makes them. */
  readonly pictures: InputPictures
  readonly seed_mode: SeedMode
  /** What each frame but the first takes the picture of the one before as: a word, or an input of the workflow. */
  readonly previous_frame_as?: string | undefined
  /** How much of the picture before is made anew. */
  readonly denoise?: number | undefined
  /** Whether the rest is skipped when a frame fails. */
  readonly chain: boolean
  /** The name of the workflow that makes the frames. */
  readonly workflow?: string | undefined
  /** For the inputs of the workflow. */
  readonly inputs: Values
  /** Milliseconds since 1970. */
  readonly changed_at: number
}

const plain: Omit<StoryDraft, 'frames' | 'changed_at'> = {
  settings: emptyDraft,
  pictures: noPictures,
  seed_mode: 'fixed',
  chain: false,
  inputs: {},
}

export interface FromOptions {
  /** The model that was chosen for it; undefined takes one that runs. */
  readonly model: string | undefined
  readonly now: number
}

/** The draft of prompts that the API wrote for a story. */
export const draftOfPrompts = (
  { sequence_id, prompts, metadata }: ScenePrompts,
  { model, now, story }: FromOptions & { readonly story?: string | undefined },
): StoryDraft => ({
  ...plain,
  sequence_id,
  story,
  about: {
    characters: metadata.characters,
    setting: metadata.setting,
    atmosphere: metadata.atmosphere,
  },
  frames: prompts.map(({ prompt, description, shot_type }) =>
    newFrame({ prompt, description, shot_type }),
  ),
  settings: { ...emptyDraft, negative_prompt: metadata.negative_prompt, model },
  changed_at: now,
})

/** The draft of prompts that a person wrote. */
export const draftOfLines = (
  prompts: readonly string[],
  { model, now }: FromOptions,
): StoryDraft => ({
  ...plain,
  frames: prompts.map((prompt) => newFrame({ prompt })),
  settings: { ...emptyDraft, model },
  changed_at: now,
})

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

const said = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

function readAbout(found: unknown): About | undefined {
  const about = asRecord(found)
  if (about === undefined) return undefined
  const { characters, setting, atmosphere } = about
  return {
    characters: Array.isArray(characters)
      ? characters.filter((one) => typeof one === 'string')
      : [],
    setting: text(setting) ?? '',
    atmosphere: text(atmosphere) ?? '',
  }
}

/** The draft in whatever was kept; undefined for what is none. */
export function readStoryDraft(found: unknown): StoryDraft | undefined {
  const draft = asRecord(found)
  if (draft === undefined || !Array.isArray(draft.frames)) return undefined
  const { denoise, changed_at } = draft
  return {
    sequence_id: said(draft.sequence_id),
    story: said(draft.story),
    about: readAbout(draft.about),
    frames: draft.frames.flatMap((frame) => readFrame(frame) ?? []).slice(0, mostFrames),
    settings: readDraft(draft.settings),
    pictures: readPictures(draft.pictures),
    seed_mode: seedModes.find((mode) => mode === draft.seed_mode) ?? 'fixed',
    previous_frame_as: said(draft.previous_frame_as),
    denoise: typeof denoise === 'number' && denoise >= 0 && denoise <= 1 ? denoise : undefined,
    chain: draft.chain === true,
    workflow: said(draft.workflow),
    inputs: asRecord(draft.inputs) ?? {},
    changed_at: typeof changed_at === 'number' ? changed_at : 0,
  }
}

/** What the draft is called in lists. */
export const nameOfDraft = ({ story, frames }: StoryDraft): string =>
  story ?? frames.find(({ prompt }) => prompt.trim() !== '')?.prompt ?? 'Empty frames'
