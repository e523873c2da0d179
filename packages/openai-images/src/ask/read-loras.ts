import { invalidInput, type Model } from '@darkroom/door-ports'
import { isRecord } from '@darkroom/foundation'
import { matchModel } from '../models/match-model.ts'

/** A LoRA as the words of a picture have it. */
export interface AskedLora {
  readonly name: string
  readonly strength_model: number
  readonly strength_clip?: number
}

/** More than any house takes, which says how many it does. */
const mostLoras = 100

/**
 * LoRAs in the forms that clients send: `name`, `name:0.8`, `{name, strength}` in the words of several programs, one of these
 * or a list of them, also as JSON in the text of a form. @throws DoorError 400
 */
export function readLoras(sent: unknown): readonly AskedLora[] {
  if (sent === undefined || sent === null || sent === '') return []
  const list = Array.isArray(sent) ? sent : [sent]
  if (list.length > mostLoras) throw invalidInput('loras', `has more than ${mostLoras} entries`)
  return list.flatMap((one, index) => readOne(one, `loras.${index}`))
}

function readOne(sent: unknown, path: string): readonly AskedLora[] {
  if (typeof sent === 'string')
    return /^\s*[[{]/.test(sent) ? fromJson(sent, path) : [fromText(sent)]
  if (!isRecord(sent)) throw invalidInput(path, 'must be the name of a LoRA, or an object with one')
  const name = [sent.name, sent.model, sent.path, sent.lora].find((one) => typeof one === 'string')
  if (typeof name !== 'string') throw invalidInput(`${path}.name`, 'is missing')
  const strength = [sent.strength_model, sent.strength, sent.weight, sent.scale, sent.multiplier]
    .map(toStrength)
    .find((one) => one !== undefined)
  const clip = toStrength(sent.strength_clip)
  return [
    { name, strength_model: strength ?? 1, ...(clip === undefined ? {} : { strength_clip: clip }) },
  ]
}

const toStrength = (sent: unknown): number | undefined => {
  const value = typeof sent === 'string' && sent !== '' ? Number(sent) : sent
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

function fromText(text: string): AskedLora {
  const [, name = text, strength = '1'] = /^(.+):(-?\d+(?:\.\d+)?)$/.exec(text.trim()) ?? []
  return { name: name.trim(), strength_model: Number(strength) }
}

function fromJson(text: string, path: string): readonly AskedLora[] {
  try {
    return readLoras(JSON.parse(text))
  } catch (error) {
    if (error instanceof SyntaxError) throw invalidInput(path, 'is no JSON')
    throw error
  }
}

/** The same with the exact names of files, where a shorter one was meant; what is not known stays, to be refused by name. */
export const namedLoras = (
  loras: readonly AskedLora[],
  models: readonly Model[],
): readonly AskedLora[] => {
  const known = models.filter(({ kind }) => kind === 'lora')
  return loras.map((lora) => ({
    ...lora,
    name: matchModel(lora.name, known)?.filename ?? lora.name,
  }))
}
