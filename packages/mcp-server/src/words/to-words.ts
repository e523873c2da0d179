import type { PaintArguments } from './recipe-arguments.ts'

type Words = Readonly<Record<string, unknown>>

/** Arguments as the words of a picture, as the body of `POST /api/generate` has them; without what is not given. */
export function toWords({ width, height, loras, ...others }: PaintArguments): Words {
  return given({ ...others, ...toResolution({ width, height }), loras: loras?.map(toLora) })
}

/** One side alone means a square. */
function toResolution({ width, height }: Pick<PaintArguments, 'width' | 'height'>): Words {
  const side = width ?? height
  if (side === undefined) return {}
  return { resolution: { width: width ?? side, height: height ?? side } }
}

type LoraArgument = NonNullable<PaintArguments['loras']>[number]

function toLora(lora: LoraArgument): Words {
  if (typeof lora === 'string') return { name: lora }
  return given({ name: lora.name, strength_model: lora.strength })
}

export const given = (words: Words): Words =>
  Object.fromEntries(Object.entries(words).filter(([, value]) => value !== undefined))
