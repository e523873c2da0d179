import type { ModelDetails, ModelFamily } from './model-lists.ts'

type Recommended = NonNullable<ModelDetails['recommended']>

const at = (steps: number, cfg: number, side: number): Recommended => ({
  steps,
  cfg,
  resolution: { width: side, height: side },
})

const recommendations: Readonly<Record<Exclude<ModelFamily, 'unknown'>, Recommended>> = {
  sd15: at(25, 7, 512),
  sd2: at(25, 7, 768),
  sdxl: at(30, 6, 1024),
  'sdxl-turbo': at(6, 2, 1024),
  illustrious: at(28, 5, 1024),
  sd3: at(28, 4.5, 1024),
  flux: at(20, 1, 1024),
}

export const recommendedFor = (family: ModelFamily): Recommended | undefined =>
  family === 'unknown' ? undefined : recommendations[family]

/** Name patterns, the most telling first. */
const signs: readonly (readonly [ModelFamily, RegExp])[] = [
  ['flux', /flux/],
  ['sd3', /sd[-_. ]?3|stable-diffusion-(v?3|3\.5)/],
  ['sdxl-turbo', /(xl|pony|illu).*(turbo|lightning|hyper|lcm|dmd)|(turbo|lightning|hyper|lcm).*xl/],
  ['illustrious', /illustrious|illu(?=[-_. ])|noob|pony/],
  ['sdxl', /sd[-_. ]?xl|stable-diffusion-xl|xl(?=$|[-_. ])|xl[-_]?v\d/],
  ['sd2', /sd[-_. ]?v?2|stable-diffusion-v?2|v2-1|768-v/],
  ['sd15', /sd[-_. ]?(v?1|15)|stable-diffusion-v?1|v1-5|1\.5/],
]

const familyOfText = (text: string): ModelFamily =>
  signs.find(([, sign]) => sign.test(text.toLowerCase()))?.[0] ?? 'unknown'

/** The family by the header, else by the name; but only the name tells a turbo or Illustrious model. */
export function familyOf(
  filename: string,
  metadata: Readonly<Record<string, unknown>>,
): ModelFamily {
  const said = ['modelspec.architecture', 'ss_base_model_version']
    .map((key) => metadata[key])
    .find((value) => typeof value === 'string')
  const byHeader = said === undefined ? 'unknown' : familyOfText(said)
  const byName = familyOfText(filename.replaceAll('\\', '/').replace(/\.[a-z]+$/i, ''))
  if (byHeader === 'unknown') return byName
  const isFiner = byName === 'sdxl-turbo' || byName === 'illustrious'
  return byHeader === 'sdxl' && isFiner ? byName : byHeader
}
