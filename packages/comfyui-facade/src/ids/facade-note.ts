import type { Job, Note } from '@darkroom/door-ports'
import type { JsonObject } from '@darkroom/foundation'
import { z } from 'zod'

const doorName = 'comfyui'

const noteSchema = z.looseObject({
  door: z.literal(doorName),
  client_id: z.string().optional(),
  prompt_id: z.string(),
  number: z.number(),
  graph: z.string(),
  extra_data: z.record(z.string(), z.json()).optional(),
})

/** What this door keeps with a job. */
export interface FacadeNote {
  /** Of the socket that hears of it. */
  readonly clientId?: string | undefined
  /** As the client calls it. */
  readonly promptId: string
  /** As the client was told. */
  readonly number: number
  /** Hash of the graph as it was sent. */
  readonly graph: string
  readonly extraData?: JsonObject | undefined
}

export const toNote = ({ clientId, promptId, number, graph, extraData }: FacadeNote): Note => ({
  door: doorName,
  ...(clientId !== undefined && { client_id: clientId }),
  prompt_id: promptId,
  number,
  graph,
  ...(extraData !== undefined && { extra_data: extraData }),
})

/** Undefined for jobs that came by another door. */
export function noteOf({ note }: Pick<Job, 'note'>): FacadeNote | undefined {
  const read = noteSchema.safeParse(note)
  if (!read.success) return undefined
  const {
    client_id: clientId,
    prompt_id: promptId,
    number,
    graph,
    extra_data: extraData,
  } = read.data
  return { clientId, promptId, number, graph, extraData }
}

/** What clients call a job. */
export const promptIdOf = (job: Pick<Job, 'id' | 'note'>): string => noteOf(job)?.promptId ?? job.id
