import { binary } from '../http/content.ts'

// Bodies that are read as they come. Their schemas are for the document alone, so their types tell nothing: with zod's the body
// would be read, and changed, before the route sees it.

const object = { type: 'object' }

/** A workflow as a file. */
export const fileContent: Readonly<Record<never, never>> = {
  'application/json': { schema: object },
  'multipart/form-data': {
    schema: {
      ...object,
      required: ['file'],
      properties: { file: { type: 'string', format: 'binary' } },
    },
  },
  'application/octet-stream': binary,
}

/** A workflow, and what to run it with. */
export const onceContent: Readonly<Record<never, never>> = {
  'application/json': {
    schema: {
      ...object,
      required: ['workflow'],
      properties: {
        workflow: {
          ...object,
          description: 'What the editor saves, or a graph in the API format.',
        },
        inputs: { ...object, additionalProperties: true },
        priority: { type: 'integer', minimum: -100, maximum: 100 },
      },
    },
  },
}
