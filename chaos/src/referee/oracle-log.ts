import { readFile } from 'node:fs/promises'
import { z } from 'zod'

const entrySchema = z.object({
  boot: z.number(),
  at: z.number(),
  event: z.string(),
  promptId: z.string().optional(),
  files: z.array(z.string()).optional(),
  sha256: z.string().optional(),
})
export type OracleEntry = z.infer<typeof entrySchema>

/** Reads a server's own log. A process killed in the middle of a line leaves half of one. */
export async function readOracle(path: string): Promise<readonly OracleEntry[]> {
  const text = await readFile(path, 'utf8').catch(() => '')
  return text.split('\n').flatMap((line) => {
    try {
      return [entrySchema.parse(JSON.parse(line))]
    } catch {
      return []
    }
  })
}
