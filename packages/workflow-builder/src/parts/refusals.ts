import type { Upscale } from '@darkroom/recipe'
import type { ModelVariant, RefusableWord } from '../families/model-family.ts'
import { controlRefusals } from './control-refusals.ts'
import type { FamilyInputs, Sized } from './family-inputs.ts'

/** Why something that was asked for has no effect on a model; the message is to be read after the field. */
export interface Refusal {
  readonly field: string
  readonly message: string
}

type Asked = Partial<
  Pick<FamilyInputs, 'negative_prompt' | 'cfg' | 'guidance' | 'scheduler' | 'clip_skip'>
> &
  Pick<FamilyInputs, 'control' | 'upscale'> &
  Sized & {
    readonly image?: string | undefined
    readonly references?: readonly string[] | undefined
  }

/** Everything among the inputs that the model has no use for. A value that changes nothing is no offence. */
export function refusalsOf(variant: ModelVariant, asked: Asked): readonly Refusal[] {
  const words = Object.entries(variant.refuses).flatMap(([word, message]) =>
    isRefusable(word) && isSet(variant, asked, word) ? [{ field: word, message }] : [],
  )
  return [
    ...words,
    ...ofSize(variant, asked),
    ...ofReferences(variant, asked),
    ...controlRefusals(variant, asked.control ?? []),
    ...ofUpscale(variant, asked),
  ]
}

const neutral = {
  negative_prompt: '',
  cfg: 1,
  guidance: undefined,
  scheduler: undefined,
  clip_skip: 1,
} satisfies Record<RefusableWord, unknown>

const isRefusable = (word: string): word is RefusableWord => word in neutral

function isSet({ defaults }: ModelVariant, asked: Asked, word: RefusableWord): boolean {
  const value = asked[word]
  if (value === undefined || value === neutral[word]) return false
  return word === 'scheduler' ? value !== defaults.scheduler : true
}

/** A size between two of its latents' would be made smaller than it was asked for. */
const ofSize = (
  { latentStep = 1, title }: ModelVariant,
  { resolution = { width: 0, height: 0 } }: Asked,
): readonly Refusal[] =>
  Object.entries(resolution).flatMap(([side, pixels]) =>
    pixels % latentStep === 0
      ? []
      : [
          {
            field: `resolution.${side}`,
            message: `must be a multiple of ${latentStep} for ${title}, not ${pixels}`,
          },
        ],
  )

/** The picture that an editor changes is one, and so is a control picture that is seen as one. */
function ofReferences(
  { references, title, control, isEditor }: ModelVariant,
  asked: Asked,
): readonly Refusal[] {
  const shown = control?.by === 'reference' ? (asked.control?.length ?? 0) : 0
  const changed = isEditor && asked.image !== undefined ? 1 : 0
  const given = (asked.references?.length ?? 0) + shown + changed
  if (given <= references) return []
  const most = references === 1 ? 'one reference' : `${references} references`
  const message =
    references === 0 ? `have no effect on ${title}` : `must not be more: ${title} takes ${most}`
  return [{ field: asked.references === undefined ? 'control' : 'references', message }]
}

/** A model that cannot paint a whole picture cannot go over one that was made larger. */
const ofUpscale = ({ cannot, title }: ModelVariant, { upscale }: Asked): readonly Refusal[] =>
  upscale === undefined || cannot.upscale === undefined || isLeftAsItIs(upscale)
    ? []
    : [
        {
          field: 'upscale',
          message: `cannot paint a second pass with ${title}: name a model, and leave denoise at 0`,
        },
      ]

const isLeftAsItIs = ({ model, denoise = model === undefined ? 1 : 0 }: Upscale): boolean =>
  denoise === 0
