import { type ModelFamily, type ModelVariant, modelFamilies, tasks } from '../src/index.ts'

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`

/** Which family can do what: a tick where every variant can, the ids of the variants where only some can. */
export const taskTable = (): readonly string[] => [
  row(['', ...tasks]),
  row(['---', ...tasks.map(() => '---')]),
  ...modelFamilies.map((family) =>
    row([`${family.title} (\`${family.id}\`)`, ...tasks.map((task) => ability(family, task))]),
  ),
]

function ability({ variants }: ModelFamily, task: (typeof tasks)[number]): string {
  const able = variants.filter(({ cannot }) => cannot[task] === undefined)
  if (able.length === variants.length) return '✓'
  return able.length === 0 ? '–' : able.map(({ id }) => id).join(', ')
}

/** The values and the files of each variant. */
export const variantTable = (): readonly string[] => [
  row(['model', 'steps', 'cfg', 'guidance', 'sampler', 'size', 'text encoders', 'VAE']),
  row(['---', '---', '---', '---', '---', '---', '---', '---']),
  ...modelFamilies.flatMap((family) => family.variants.map((variant) => valuesOf(family, variant))),
]

function valuesOf({ folder }: ModelFamily, variant: ModelVariant): string {
  const { steps, cfg, guidance, sampler, scheduler, resolution } = variant.defaults
  const own = folder === 'checkpoints' ? 'in the checkpoint' : undefined
  return row([
    variant.title,
    `${steps}`,
    variant.refuses.cfg === undefined ? `${cfg}` : '–',
    guidance === undefined ? '–' : `${guidance}`,
    variant.refuses.scheduler === undefined ? `${sampler}, ${scheduler}` : sampler,
    `${resolution.width} × ${resolution.height}`,
    own ?? variant.textEncoders.files.map(({ file }) => file).join(', '),
    own ?? variant.vae.file,
  ])
}
