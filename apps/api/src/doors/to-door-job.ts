import type { Job, JobOutput, Note } from '@darkroom/door-ports'
import { isRecord } from '@darkroom/foundation'
import type { Gallery } from '@darkroom/gallery-store'
import type { JobView, JobOutput as MadeOutput } from '@darkroom/generation'
import { toOutput } from '../outputs/to-output.ts'

type Entries = Pick<Gallery, 'findByPath'>

const toDoorOutput = (
  output: MadeOutput,
  { index, requestId, gallery }: { index: number; requestId: string; gallery: Entries },
): JobOutput => {
  const shown = toOutput(output, { gallery, requestId, at: index })
  return {
    index,
    kind: output.kind,
    mediaType: output.mediaType,
    node: output.node,
    type: output.type,
    path: output.path,
    sha256: output.sha256,
    size: output.bytes,
    width: output.width,
    height: output.height,
    text: output.text,
    imageId: shown.image_id,
    url: shown.url,
  }
}

const isNote = (value: unknown): value is Note => isRecord(value) && typeof value.door === 'string'

/**
 * The words of the job; of one whose graph does not tell them, or that is forgotten, those of its picture.
 */
const recipeOf = ({ recipe, images }: JobView, gallery: Entries): Job['recipe'] => {
  if (recipe.prompt !== undefined && recipe.model !== undefined) return recipe
  const entry = images.flatMap(({ path }) => gallery.findByPath(path) ?? [])[0]
  return { ...entry?.recipe, ...recipe }
}

/** What failed is told without a full stop, and hints follow. */
const sentence = (text: string): string => (/[.!?\u2026]$/.test(text) ? text : `${text}.`)

/** A job as doors see it. */
export const toDoorJob = (job: JobView, gallery: Entries): Job => ({
  id: job.requestId,
  status: job.status,
  position: job.position,
  progress: job.progress && {
    value: job.progress.value,
    step: job.progress.step,
    steps: job.progress.steps,
    stage: job.progress.stage,
  },
  workflow: job.made?.workflow ?? job.workflow,
  recipe: recipeOf(job, gallery),
  outputs: job.outputs.map((output, index) =>
    toDoorOutput(output, { index, requestId: job.requestId, gallery }),
  ),
  failure:
    job.status === 'error'
      ? {
          code: job.errorInfo?.code ?? 'failed',
          message: sentence(job.error ?? 'It failed'),
          hint: job.errorInfo?.hint,
          nodeId: job.errorInfo?.nodeId,
          nodeClass: job.errorInfo?.nodeClass,
        }
      : undefined,
  priority: job.priority,
  createdAt: job.createdAt,
  startedAt: job.startedAt,
  finishedAt: job.finishedAt,
  etaSeconds: job.etaSeconds,
  client: job.client,
  server: job.server,
  groupId: job.part?.id,
  note: isNote(job.note) ? job.note : undefined,
})
