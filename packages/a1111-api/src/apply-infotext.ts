import { readInfotext } from './infotext.ts'
import { type Processing, textToImageSchema } from './processing-schema.ts'

/** Fields of a request by what the text calls them. */
const fields: readonly (readonly [setting: string, field: keyof Processing])[] = [
  ['Steps', 'steps'],
  ['Sampler', 'sampler_name'],
  ['Schedule type', 'scheduler'],
  ['CFG scale', 'cfg_scale'],
  ['Distilled CFG Scale', 'distilled_cfg_scale'],
  ['Seed', 'seed'],
  ['Denoising strength', 'denoising_strength'],
  ['Clip skip', 'clip_skip'],
  ['Hires upscale', 'hr_scale'],
  ['Hires upscaler', 'hr_upscaler'],
  ['Hires steps', 'hr_second_pass_steps'],
]

/** Settings of the web UI that the text tells. */
const options = [
  ['Model', 'sd_model_checkpoint'],
  ['VAE', 'sd_vae'],
] as const

/**
 * What a text of how a picture was made says, as fields of a request, each only where it can be read: what A1111 calls
 * replaying its parameters.
 */
function fromInfotext(infotext: string): Processing {
  const { prompt, negativePrompt, settings } = readInfotext(infotext)
  const found = fields.flatMap(([setting, field]) => {
    const value = settings.get(setting)
    return value === undefined ? [] : [[field, value]]
  })
  const isTwice = [...settings.keys()].some((key) => /^Hires (?:upscale|resize)/.test(key))
  const told = options.flatMap(([setting, option]) => {
    const value = settings.get(setting)
    return value === undefined ? [] : [[option, value]]
  })
  return {
    ...readable(Object.fromEntries(found)),
    ...sizesOf(settings.get('Size'), ['width', 'height']),
    ...sizesOf(settings.get('Hires resize'), ['hr_resize_x', 'hr_resize_y']),
    ...(prompt === '' ? {} : { prompt }),
    ...(negativePrompt === '' ? {} : { negative_prompt: negativePrompt }),
    ...(isTwice ? { enable_hr: true } : {}),
    ...(told.length === 0 ? {} : { override_settings: Object.fromEntries(told) }),
  }
}

/** Those that a request could have. */
function readable(values: Readonly<Record<string, string>>): Processing {
  const read = textToImageSchema.safeParse(values)
  if (read.success) return present(read.data)
  const wrong = new Set(read.error.issues.map(({ path }) => String(path[0])))
  const rest = Object.entries(values).filter(([field]) => !wrong.has(field))
  return present(textToImageSchema.parse(Object.fromEntries(rest)))
}

function sizesOf(
  size: string | undefined,
  [wide, high]: readonly ['width' | 'hr_resize_x', 'height' | 'hr_resize_y'],
): Processing {
  const [, width, height] = /^(\d{1,6})x(\d{1,6})$/.exec(size ?? '') ?? []
  return width === undefined || height === undefined
    ? {}
    : { [wide]: Number(width), [high]: Number(height) }
}

/** Without the members that are undefined, which would hide others. */
const present = <T extends object>(values: T): Partial<T> => {
  const kept: Partial<T> = { ...values }
  for (const key of Object.keys(kept)) {
    if (Reflect.get(kept, key) === undefined) Reflect.deleteProperty(kept, key)
  }
  return kept
}

/** A picture that is changed has no second pass. */
const withoutSecondPass = (told: Processing): Processing => {
  const {
    enable_hr: _,
    hr_scale: _scale,
    hr_upscaler: _upscaler,
    hr_second_pass_steps: _steps,
    hr_resize_x: _x,
    hr_resize_y: _y,
    ...rest
  } = told
  return rest
}

/** The request with what its `infotext` says wherever it says nothing itself, as A1111 does. */
export function withInfotext(asked: Processing): Processing {
  if (asked.infotext === undefined || asked.infotext.trim() === '') return asked
  const told = fromInfotext(asked.infotext)
  return {
    ...(asked.init_images === undefined ? told : withoutSecondPass(told)),
    ...present(asked),
    override_settings: { ...told.override_settings, ...asked.override_settings },
  }
}
