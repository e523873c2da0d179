import { isJsonObject, type Json, type JsonObject } from '@darkroom/foundation'
import type { BuiltInWorkflow } from './built-in/built-in-workflow.ts'

const byKey = (properties: JsonObject, required: readonly string[]): JsonObject => ({
  type: 'object',
  ...{ properties, required, additionalProperties: false },
})
const text = { type: 'string' }

/** The JSON Schema of a picture, film or sound that a run is given. */
export const fileSchema: JsonObject = {
  anyOf: [
    byKey({ gallery: { ...text, description: 'The `id` of a picture in the gallery.' } }, [
      'gallery',
    ]),
    byKey({ upload: { ...text, description: 'An `upload_id`.' } }, ['upload']),
    byKey({ job: { ...text, format: 'uuid' }, index: { type: 'integer', minimum: 0 } }, ['job']),
    {
      ...text,
      description:
        'A data URL, an https URL of a listed host, or the name of a file on the server.',
    },
  ],
}

/** The words of a built-in workflow as JSON Schema, with pictures as they are given to a run. */
export function schemaOfBuiltIn({
  name,
  title,
  description,
  schema,
  inputs,
}: BuiltInWorkflow): JsonObject {
  const words = isJsonObject(schema.properties) ? schema.properties : {}
  const known = new Set(inputs.map(({ place: [word] }) => word))
  const sides = inputs.filter(({ key }) => key === 'width' || key === 'height')
  return {
    title: name,
    description: `${title}. ${description}`,
    ...schema,
    properties: {
      ...Object.fromEntries(
        Object.entries(words)
          .filter(([word]) => known.has(word))
          .map(([word, own]) => [word, withPictures(word, own)]),
      ),
      ...Object.fromEntries(
        sides.map(({ key, minimum = 1, maximum = 1, step = 1 }) => [
          key,
          {
            type: 'integer',
            minimum,
            maximum,
            multipleOf: step,
            description: 'In place of `resolution`.',
          },
        ]),
      ),
    },
    // A model that the servers have is taken where none is named.
    required: (Array.isArray(schema.required) ? schema.required : []).filter(
      (word) => word !== 'model',
    ),
    patternProperties: { '^[a-z_]+\\..+$': {} },
  }
}

function withPictures(word: string, schema: Json): Json {
  if (word === 'image' || word === 'mask') return { ...described(schema), ...fileSchema }
  if (!isJsonObject(schema)) return schema
  if (word === 'references') return { ...schema, items: fileSchema }
  const { items } = schema
  if (word !== 'control' || !isJsonObject(items) || !isJsonObject(items.properties)) return schema
  const { image } = items.properties
  const picture = { ...described(image), ...fileSchema }
  return { ...schema, items: { ...items, properties: { ...items.properties, image: picture } } }
}

const described = (schema: Json | undefined): JsonObject =>
  isJsonObject(schema) && typeof schema.description === 'string'
    ? { description: schema.description }
    : {}
