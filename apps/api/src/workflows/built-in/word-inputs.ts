import { isRecord, type Json, type JsonObject } from '@darkroom/foundation'
import type { InputChoice, InputType, WorkflowInput } from '@darkroom/workflow-converter'

/** An input of a built-in workflow, and the place of its value among the words. */
export interface WordInput extends WorkflowInput {
  readonly place: readonly (string | number)[]
  readonly isHidden: boolean
}

type Place = WordInput['place']

/** The words as inputs of one value each: `width` of a resolution, `outpaint.left`, `control.0.image`. */
export function wordInputs(
  schema: JsonObject,
  { isMain }: { readonly isMain: (word: string) => boolean },
): readonly WordInput[] {
  const required = namesIn(schema.required)
  return Object.entries(propertiesOf(schema)).flatMap(([word, own]) => {
    const leaves = leavesOf([word], resolved(own, schema), schema)
    return leaves.map(({ place, schema: leaf, isNeeded }): WordInput => {
      const key = keyOf(place)
      return {
        key,
        label: labelOf(key),
        ...(roles.has(key) && { role: key }),
        type: typeOf(key, leaf),
        ...limitsOf(leaf),
        ...(isInputDefault(leaf.default) && { default: leaf.default }),
        required: required.has(word) && isNeeded && leaf.default === undefined,
        ...(typeof leaf.description === 'string' && { help: leaf.description }),
        from: 'declared',
        targets: [],
        place,
        isHidden: rare.has(word) || (compound.has(word) && !isMain(word)),
      }
    })
  })
}

/** Words that few people change, and words of several values, which belong to tasks of their own. */
const rare: ReadonlySet<string> = new Set([
  'model_folder',
  'variant',
  'text_encoders',
  'vae',
  'clip_skip',
  'tiling',
])
const compound: ReadonlySet<string> = new Set(['control', 'upscale'])

interface Leaf {
  readonly place: Place
  readonly schema: JsonObject
  readonly isNeeded: boolean
}

function leavesOf(place: Place, schema: JsonObject, root: JsonObject): readonly Leaf[] {
  const inside = place[0] === 'control' && place.length === 1 ? schema.items : undefined
  if (isJsonRecord(inside)) return leavesOf([...place, 0], resolved(inside, root), root)
  const properties = Object.entries(propertiesOf(schema))
  if (properties.length === 0) return [{ place, schema, isNeeded: true }]
  const needed = namesIn(schema.required)
  return properties.flatMap(([name, own]) =>
    leavesOf([...place, name], resolved(own, root), root).map((leaf) => ({
      ...leaf,
      isNeeded: leaf.isNeeded && needed.has(name),
    })),
  )
}

/** `width` and `height` have names of their own everywhere. */
const keyOf = (place: Place): string =>
  place[0] === 'resolution' ? place.slice(1).join('.') : place.join('.')

const isJsonRecord = (value: Json | undefined): value is JsonObject => isRecord(value)

const propertiesOf = ({ properties }: JsonObject): Readonly<Record<string, JsonObject>> =>
  Object.fromEntries(
    Object.entries(isJsonRecord(properties) ? properties : {}).flatMap(([name, one]) =>
      isJsonRecord(one) ? [[name, one]] : [],
    ),
  )

const namesIn = (list: Json | undefined): ReadonlySet<unknown> =>
  new Set(Array.isArray(list) ? list : [])

/** A schema in place of the reference to it. */
function resolved(schema: JsonObject, { $defs }: JsonObject): JsonObject {
  const name = typeof schema.$ref === 'string' ? schema.$ref.replace('#/$defs/', '') : ''
  const found = isJsonRecord($defs) ? $defs[name] : undefined
  return isJsonRecord(found) ? { ...found, ...schema } : schema
}

const roles: ReadonlySet<string> = new Set([
  ...['prompt', 'negative_prompt', 'seed', 'steps', 'cfg', 'guidance', 'denoise', 'width'],
  ...['height', 'batch_size', 'image', 'mask', 'model', 'loras', 'sampler', 'scheduler'],
])

const labels: Readonly<Record<string, string>> = {
  cfg: 'CFG',
  vae: 'VAE',
  loras: 'LoRAs',
  batch_size: 'Pictures',
}

function labelOf(key: string): string {
  const words = key.replaceAll(/[._]|(?<=\.)0\./g, ' ').replaceAll(/\s+0\s+|\s+/g, ' ')
  return labels[key] ?? `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}

const types: Readonly<Record<string, InputType>> = {
  image: 'image',
  'control.0.image': 'image',
  mask: 'mask',
  references: 'images',
  seed: 'seed',
  model: 'model',
  vae: 'model',
  text_encoders: 'model',
  'upscale.model': 'model',
  'control.0.model': 'model',
  loras: 'lora',
  sampler: 'choice',
  scheduler: 'choice',
}

function typeOf(key: string, { type, enum: list }: JsonObject): InputType {
  const known = types[key]
  if (known !== undefined) return known
  if (Array.isArray(list)) return 'choice'
  return type === 'integer' || type === 'number' || type === 'boolean' ? type : 'text'
}

function limitsOf({ minimum, maximum, multipleOf, enum: list }: JsonObject) {
  return {
    ...(typeof minimum === 'number' && { minimum }),
    ...(typeof maximum === 'number' && { maximum }),
    ...(typeof multipleOf === 'number' && { step: multipleOf }),
    ...(Array.isArray(list) && { choices: list.filter(isInputDefault) }),
  }
}

const isInputDefault = (value: Json | undefined): value is InputChoice =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
