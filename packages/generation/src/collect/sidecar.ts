import { foundRecipeSchema, toFileForm } from '@darkroom/recipe'
import { isoTime } from '../job/iso-time.ts'
import type { JobOutput } from '../job/job-output.ts'
import type { JobPayload } from '../job/job-payload.ts'
import type { MadeBy } from '../job/made-by.ts'

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
    made: madeOf(facts.payload),
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

/** Inputs that follow from the model, and the graph, which the picture carries itself. */
const followed: ReadonlySet<string> = new Set(['model_folder', 'variant', 'graph'])

/** What was asked for, where the words of the recipe do not tell all of it; with the seed that was drawn. */
function madeOf({ made, workflow, inputs, recipe }: JobPayload): MadeBy | undefined {
  if (made !== undefined) {
    const isDrawn = recipe.seed !== undefined && Object.hasOwn(made.inputs, 'seed')
    return isDrawn ? { ...made, inputs: { ...made.inputs, seed: recipe.seed } } : made
  }
  const own = Object.entries(inputs).filter(([word]) => !followed.has(word))
  if (own.every(([word]) => word in foundRecipeSchema.shape)) return undefined
  return { workflow, inputs: Object.fromEntries(own) }
}

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
