import { isJsonObject, type Json } from '@darkroom/foundation'
import type { Lora } from '@darkroom/recipe'
import { member } from './json.ts'

const decimal = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/
const digits = /^\d{1,20}$/
const placeholder = /^(?:unknown|none|null|undefined|n\/a)$/i

/** A meaningful text: tools write "unknown" and "None" for unknown values. */
export function toText(value: Json | undefined): string | undefined {
  if (typeof value !== 'string') return undefined
  const text = value.trim()
  return text === '' || placeholder.test(text) ? undefined : text
}

/** A name, also one wrapped as `{ content: 'x' }`, `{ name: 'x' }` or `{ value: 'x' }`, as some combo widgets do. */
export function toName(value: Json | undefined): string | undefined {
  if (!isJsonObject(value)) return toText(value)
  for (const key of ['content', 'name', 'Name', 'value']) {
    const name = toText(member(value, key))
    if (name !== undefined) return name
  }
  return undefined
}

export function toNumber(value: Json | undefined): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  if (typeof value !== 'string') return undefined
  const text = value.trim()
  if (text.length > 40 || !decimal.test(text)) return undefined
  const number = Number(text)
  return Number.isFinite(number) ? number : undefined
}

/** A number above zero, for steps and widths. */
export function toPositive(value: Json | undefined): number | undefined {
  const number = toNumber(value)
  return number !== undefined && number > 0 ? number : undefined
}

/** A number of zero or more, for cfg and denoise. */
export function toAmount(value: Json | undefined): number | undefined {
  const number = toNumber(value)
  return number !== undefined && number >= 0 ? number : undefined
}

/** The digits of a seed of up to 64 bits; −1 means unknown. */
export function toSeed(value: Json | undefined): string | undefined {
  if (typeof value === 'number') {
    return Number.isInteger(value) && value >= 0 && value < 2 ** 64
      ? String(BigInt(value))
      : undefined
  }
  if (typeof value !== 'string') return undefined
  const text = value.trim()
  return digits.test(text) ? String(BigInt(text)) : undefined
}

export interface Size {
  readonly width: number
  readonly height: number
}

/** The size, if both width and height are known. */
export function toResolution(width: Json | undefined, height: Json | undefined): Size | undefined {
  const [across, down] = [toPositive(width), toPositive(height)]
  return across === undefined || down === undefined ? undefined : { width: across, height: down }
}

/** Parses "1024x768", "(1024, 768)", "1024 x 1024 (square)", "1024×768". */
export function toSize(text: string | undefined): Size | undefined {
  const match = text === undefined ? null : /(\d{2,5})\s{0,3}[x×*,]\s{0,3}(\d{2,5})/i.exec(text)
  const width = Number(match?.[1])
  const height = Number(match?.[2])
  return width > 0 && height > 0 ? { width, height } : undefined
}

export function toLora(
  name: string | undefined,
  strength: number | undefined,
  clip?: number | undefined,
): Lora | undefined {
  if (name === undefined) return undefined
  const strength_model = strength ?? 1
  const strength_clip = clip ?? strength_model
  if (Math.abs(strength_model) < 1e-6 && Math.abs(strength_clip) < 1e-6) return undefined
  return { name, strength_model, strength_clip }
}

/** Converts ISO, "YYYY-MM-DD HH:MM:SS" and EXIF's "YYYY:MM:DD HH:MM:SS" to ISO 8601. Never guesses an offset. */
export function toTime(value: Json | undefined): string | undefined {
  const text = toText(value)
  if (text === undefined) return undefined
  const match =
    /^(\d{4})[-:/](\d\d)[-:/](\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)\s?(Z|[-+]\d\d:?\d\d)?)?$/.exec(
      text,
    )
  if (match === null) return undefined
  const date = `${match[1]}-${match[2]}-${match[3]}`
  const iso = match[4] === undefined ? date : `${date}T${match[4]}${match[5] ?? ''}`
  return Number.isNaN(Date.parse(iso)) ? undefined : iso
}
