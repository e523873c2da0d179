import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isMissing, makeDirectory, writeAtomically } from '@darkroom/foundation'
import { z } from '@hono/zod-openapi'
import { notFound } from '../http/problem.ts'
import { scenePromptsBodySchema, scenePromptsSchema } from './story-schemas.ts'

const draftSchema = z.object({ request: scenePromptsBodySchema, prompts: scenePromptsSchema })
/** A requested story, and the prompts produced for it. */
export type SequenceDraft = z.infer<typeof draftSchema>

export interface SequenceDrafts {
  save(draft: SequenceDraft): Promise<void>
  /** @throws ProblemError, 404 */
  get(sequenceId: string): Promise<SequenceDraft>
}

/** Keeps produced stories until they are generated, one file a sequence, so that a restart in between loses nothing. */
export function createSequenceDrafts(directory: string): SequenceDrafts {
  const pathOf = (sequenceId: string): string =>
    join(directory, `${z.uuid().parse(sequenceId)}.json`)
  return {
    async save(draft) {
      await makeDirectory(directory, { mode: 0o700 })
      const path = pathOf(draft.prompts.sequence_id)
      await writeAtomically(path, JSON.stringify(draft, null, 2), { mode: 0o600 })
    },
    async get(sequenceId) {
      try {
        return draftSchema.parse(JSON.parse(await readFile(pathOf(sequenceId), 'utf8')))
      } catch (error) {
        if (!isMissing(error)) throw error
        throw notFound(`sequence ${sequenceId}`)
      }
    },
  }
}
