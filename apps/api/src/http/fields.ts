import { z } from '@hono/zod-openapi'

// Fields of requests and answers of every kind.

export const uuidSchema = z
  .uuid()
  .regex(/^[0-9a-f-]+$/, 'must be lower case')
  .openapi({ example: '3f2b8c1e-5f0a-4b7e-9a51-2f7f0c1d9e11' })

export const timeSchema = z
  .string()
  .openapi({ format: 'date-time', example: '2026-11-22T15:30:12.000+00:00' })

/** Milliseconds since the epoch → ISO 8601 with offset, in UTC. */
export const toTime = (milliseconds: number): string =>
  new Date(milliseconds).toISOString().replace('Z', '+00:00')

export const toOptionalTime = (milliseconds: number | undefined): string | undefined =>
  milliseconds === undefined ? undefined : toTime(milliseconds)

/** A flag in a query, in the spellings that people try. */
export const flagQuery = z.enum(['true', 'false', '1', '0']).optional()

export const isYes = (flag: z.infer<typeof flagQuery>): boolean => flag === 'true' || flag === '1'

/** `limit` and `cursor` of every list that has pages. */
export const pageQuery = z.object({
  limit: z.coerce.number<string>().int().min(1).max(1000).default(50),
  cursor: z
    .string()
    .regex(/^\d{1,15}$/, 'must be the next_cursor of a page')
    .optional()
    .openapi({ description: '`next_cursor` of the page before, such as 128.' }),
})
