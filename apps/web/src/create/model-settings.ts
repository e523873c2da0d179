import type { ModelDetails } from '../api/types.ts'
import type { Draft, Settings } from './draft.ts'
import { nearestSize, type Shape, type Size, shapeOfSize, sizeOfShape, usualSize } from './sizes.ts'

/** The words for which a model's family has a value. */
export const recommendedWords = ['steps', 'cfg', 'guidance', 'sampler', 'scheduler'] as const
export type RecommendedWord = (typeof recommendedWords)[number]

/** What the page has to know of a model; nothing of it is known of a stranger. */
export type KnownModel = Pick<
  ModelDetails,
  'recommended' | 'refuses' | 'cannot' | 'multiple' | 'companions' | 'title'
>

/** What the API takes where nothing is said and the model is a stranger. */
const usual = { steps: 20, cfg: 7, sampler: 'euler', scheduler: 'normal' } as const

export type Recommended = Readonly<Pick<Settings, RecommendedWord>>

/** The values that count while nobody has chosen others. */
export function recommendedOf(model: KnownModel | undefined): Recommended {
  if (model?.recommended === undefined) return usual
  const { steps, cfg, guidance, sampler, scheduler } = model.recommended
  return { steps, cfg, guidance, sampler, scheduler }
}

/** Words that mean nothing to the model: their fields are not shown, and their values not sent. */
export function isRefused(model: KnownModel | undefined, word: string): boolean {
  if (word === 'guidance' && model?.recommended === undefined) return true
  return model?.refuses !== undefined && Object.hasOwn(model.refuses, word)
}

/** Whether somebody chose another value than the model's own. */
export const isChanged = (
  draft: Settings,
  recommended: Recommended,
  word: RecommendedWord,
): boolean => draft[word] !== undefined && draft[word] !== recommended[word]

/** The draft with the values that the model's family recommends. */
export const asRecommended = (draft: Draft): Draft => ({
  ...draft,
  steps: undefined,
  cfg: undefined,
  guidance: undefined,
  sampler: undefined,
  scheduler: undefined,
  shape: undefined,
  resolution: undefined,
})

export interface ModelSize {
  readonly usual: Size
  readonly multiple: number
}

export const sizeOfModel = (model: KnownModel | undefined): ModelSize => ({
  usual: model?.recommended?.resolution ?? usualSize,
  multiple: Math.max(8, model?.multiple ?? 8),
})

/** The size that the picture will have. */
export function sizeOf({ shape, resolution }: Draft, model: ModelSize): Size {
  if (resolution !== undefined) return nearestSize(resolution, model.multiple)
  return shape === undefined ? model.usual : sizeOfShape(shape, model)
}

export const shapeOf = (draft: Draft, model: ModelSize): Shape | undefined =>
  draft.resolution === undefined
    ? (draft.shape ?? shapeOfSize(model.usual, model))
    : shapeOfSize(draft.resolution, model)

export interface MissingCompanion {
  readonly what: string
  readonly file: string
  readonly folder: string
}

/** The files without which no server can run the model, unless the draft names others. */
export function missingCompanions(
  draft: Settings,
  model: KnownModel | undefined,
): readonly MissingCompanion[] {
  return (model?.companions ?? []).flatMap(({ word, what, file, folder, found, missing_on }) => {
    const isNamed = draft[word] !== undefined
    return isNamed || found.length > 0 || missing_on.length === 0 ? [] : [{ what, file, folder }]
  })
}
