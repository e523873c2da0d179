import type { Model } from '@darkroom/door-ports'
import type { ControlType } from '@darkroom/recipe'
import { z } from 'zod'
import { findModel, noSuchModel } from './find-model.ts'
import { list, number, text, truth } from './lenient.ts'
import { wrongField } from './wrong-field.ts'

const picture = z.union([z.string(), z.object({ image: z.string().nullish() })]).nullish()

/** A unit of the ControlNet extension, by its newer and its older names. */
const unitSchema = z.object({
  enabled: truth(),
  image: picture,
  input_image: picture,
  module: text(200),
  model: text(1000),
  weight: number(z.number().min(0).max(10)),
  guidance_start: number(z.number().min(0).max(1)),
  guidance_end: number(z.number().min(0).max(1)),
})

export type ControlUnit = z.output<typeof unitSchema> & {
  /** Its place, for messages, such as `alwayson_scripts.controlnet.args.1`. */
  readonly at: string
}

/** As many as a job may have. */
export const mostUnits = 5

const scriptSchema = z.object({ args: list(unitSchema) })

const isControlNet = (script: string): boolean => script.toLowerCase() === 'controlnet'

/** The units that are switched on. @throws DoorError 422 */
export function controlUnits(
  scripts: Readonly<Record<string, unknown>> = {},
): readonly ControlUnit[] {
  const [key] = Object.keys(scripts).filter(isControlNet)
  if (key === undefined) return []
  const read = scriptSchema.safeParse(scripts[key])
  const at = read.error?.issues[0]?.path.map(String).join('.')
  if (!read.success) throw wrongField(`alwayson_scripts.${key}.${at}`, 'is not what a unit has')
  const { args = [] } = read.data
  const units = args
    .map((unit, index) => ({ ...unit, at: `alwayson_scripts.${key}.args.${index}` }))
    .filter(({ enabled }) => enabled !== false)
  if (units.length > mostUnits) {
    throw wrongField(
      `alwayson_scripts.${key}.args`,
      `switches on ${units.length} units; at most ${mostUnits} go`,
    )
  }
  return units
}

/** The scripts that nothing here takes the place of. */
export const otherScripts = (scripts: Readonly<Record<string, unknown>> = {}): readonly string[] =>
  Object.keys(scripts).filter((script) => !isControlNet(script))

/** The picture of a unit, as text; undefined for one that sees the picture which is painted. */
export function unitPicture({ image, input_image }: ControlUnit): string | undefined {
  const given = image ?? input_image ?? undefined
  const sent = typeof given === 'object' ? given.image : given
  return sent ? sent : undefined
}

/** The preprocessors that can be honoured, and what they make of a picture. `none` takes a finished map. */
const modules: ReadonlyMap<string, ControlType> = new Map([
  ['canny', 'canny'],
  ['tile_resample', 'tile'],
  ['inpaint', 'inpaint'],
  ['inpaint_only', 'inpaint'],
  ['inpaint_global_harmonious', 'inpaint'],
])

export const moduleNames: readonly string[] = ['none', ...modules.keys()]

/** What a finished map shows, by the name of its ControlNet. A map of edges is lineart, whatever drew it. */
const mapTypes: readonly (readonly [RegExp, ControlType])[] = [
  [/canny|lineart|mlsd/i, 'lineart'],
  [/soft.?edge|hed\b|pidi/i, 'softedge'],
  [/scribble|sketch/i, 'scribble'],
  [/depth/i, 'depth'],
  [/normal/i, 'normal'],
  [/pose|dw_?pose/i, 'pose'],
  [/seg/i, 'segment'],
  [/tile|blur/i, 'tile'],
]

function typeOf(unit: ControlUnit): ControlType {
  const { at } = unit
  const module = (unit.module ?? 'none').trim().toLowerCase()
  const known = modules.get(module)
  if (known !== undefined) return known
  if (module !== 'none' && module !== '') {
    throw wrongField(
      `${at}.module`,
      `asks for the preprocessor ${module}, which cannot be run here: send the finished map with the module none, or take canny`,
    )
  }
  const type = mapTypes.find(([pattern]) => pattern.test(unit.model ?? ''))?.[1]
  if (type !== undefined) return type
  throw wrongField(
    `${at}.model`,
    'does not tell what the picture shows: name a ControlNet that does',
  )
}

/** A unit in our words, without its picture. @throws DoorError 422 */
export function toControl(unit: ControlUnit, models: readonly Model[]) {
  const { at } = unit
  const type = typeOf(unit)
  const nets = models.filter(({ kind }) => kind === 'controlnet')
  const name = unit.model ?? ''
  const isOpen = /^(?:|none)$/i.test(name.trim())
  const model = isOpen ? undefined : findModel(nets, name)
  if (!isOpen && model === undefined) {
    throw wrongField(`${at}.model`, noSuchModel('ControlNet', name, nets))
  }
  return {
    type,
    ...(model === undefined ? {} : { model: model.filename }),
    strength: unit.weight ?? 1,
    start: unit.guidance_start ?? 0,
    end: unit.guidance_end ?? 1,
  }
}
