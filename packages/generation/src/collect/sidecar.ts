import { toFileForm } from '@darkroom/recipe'
import { isoTime } from '../job/iso-time.ts'
import type { JobOutput } from '../job/job-output.ts'
import type { JobPayload } from '../job/job-payload.ts'
import { toldMade } from './told-made.ts'

export interface SidecarFacts {
  readonly requestId: string
  readonly payload: JobPayload
  readonly acceptedAt: number
  /** The server's own execution time. */
  readonly durationMs: number | undefined
  /** Address of the server. */
  readonly server: string
  readonly promptId: string
  /** The file that it stands beside. */
  readonly output: JobOutput
  /** Which picture or video of its run, from 0. */
  readonly index: number
}

/** The recipe and the record, as written beside each file. */
export function sidecarOf(facts: SidecarFacts): string {
  const { recipe, workflow, part, template } = facts.payload
  const { parameters, ...headline } = toFileForm(recipe)
  const sidecar = {
    schema: 'darkroom/1',
    request_id: facts.requestId,
    ...headline,
    template,
    parameters,
    workflow,
    made: toldMade(facts.payload),
    files: facts.payload.files,
    timestamp: isoTime(facts.acceptedAt),
    duration_ms: facts.durationMs ?? null,
    server: facts.server,
    prompt_id: facts.promptId,
    sha256: facts.output.sha256,
    output: toOutput(facts.output),
    ...partOf(part, facts.index),
    favourite: false,
    tags: [],
  }
  return `${JSON.stringify(sidecar, undefined, 2)}\n`
}

const toOutput = ({ path, kind, mediaType, node }: JobOutput): object => ({
  file: path.split('/').at(-1) ?? path,
  kind,
  media_type: mediaType,
  node,
})

function partOf(part: JobPayload['part'], index: number): object {
  switch (part?.kind) {
    case undefined:
      return {}
    case 'batch':
      return { batch: { id: part.id, number: part.number + index, seed_mode: part.seedMode } }
    case 'sequence':
      return {
        sequence: {
          id: part.id,
          frame_number: part.frameNumber,
          description: part.description,
          shot_type: part.shotType,
        },
      }
  }
}
