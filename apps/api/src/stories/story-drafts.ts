import { randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from '@hono/zod-openapi'
import { scenePromptsBodySchema, scenePromptsSchema } from '../groups/sequence-schemas.ts'

const draftSchema = z.object({ request: scenePromptsBodySchema, prompts: scenePromptsSchema })
/** The story that was asked for, and the prompts that came of it. */
export type SequenceDraft = z.infer<typeof draftSchema>

export interface SequenceDrafts {
  save(draft: SequenceDraft): Promise<void>
  find(sequenceId: string): Promise<SequenceDraft | undefined>
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT'

/** Keeps what was produced until it is generated, one file a sequence, so that a restart in between loses nothing. */
export function createSequenceDrafts(directory: string): SequenceDrafts {
  const pathOf = (sequenceId: string): string =>
    join(directory, `${z.uuid().parse(sequenceId)}.json`)
  return {
    async save(draft) {
      await mkdir(directory, { recursive: true, mode: 0o700 })
      const path = pathOf(draft.prompts.sequence_id)
      const temporary = `${path}.${randomUUID()}.tmp`
      {
        await using file = await open(temporary, 'wx', 0o600)
        await file.writeFile(JSON.stringify(draft, null, 2))
        await file.sync()
      }
      await rename(temporary, path)
    },
    async find(sequenceId) {
      try {
        return draftSchema.parse(JSON.parse(await readFile(pathOf(sequenceId), 'utf8')))
      } catch (error) {
        if (isMissing(error)) return undefined
        throw error
      }
    },
  }
}
