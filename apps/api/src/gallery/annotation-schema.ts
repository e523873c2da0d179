import { z } from '@hono/zod-openapi'
import { nameSchema } from '../http/name-schema.ts'

/** Tags, each once. */
export const tagsSchema = z
  .array(nameSchema)
  .max(100)
  .transform((names) => [...new Set(names)])

/** The folder that pictures are moved to. */
export const folderSchema = z
  .string()
  .max(200)
  .openapi({ description: 'Below the gallery; "" is its root.', example: 'best of' })
