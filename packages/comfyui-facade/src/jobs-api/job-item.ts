import type { Job } from '@darkroom/door-ports'
import { isRecord } from '@darkroom/foundation'
import { noteOf, promptIdOf } from '../ids/facade-note.ts'
import { endMessage } from '../outputs/final-messages.ts'
import { type UiFile, uiOutputs } from '../outputs/ui-outputs.ts'
import { statusWords } from './jobs-query.ts'

/** A job as `/api/jobs` lists it; what is not known is left out. */
export function jobItem(job: Job): Readonly<Record<string, unknown>> {
  const outputs = [...uiOutputs(job.outputs)].flatMap(([nodeId, ui]) =>
    Object.entries(ui).flatMap(([mediaType, items]) =>
      items.flatMap((item) => (typeof item === 'object' ? [{ ...item, nodeId, mediaType }] : [])),
    ),
  )
  const preview = outputs.find(({ type }: UiFile) => type === 'output') ?? outputs[0]
  return {
    id: promptIdOf(job),
    status: statusWords[job.status],
    priority: noteOf(job)?.number ?? 0,
    create_time: job.createdAt,
    execution_start_time: job.startedAt,
    execution_end_time: job.finishedAt,
    outputs_count: job.outputs.length,
    previewable_outputs_count: outputs.length,
    preview_output: preview,
    execution_error: job.status === 'error' ? endMessage(job)?.data : undefined,
    workflow_id: workflowIdOf(job),
  }
}

export function workflowIdOf(job: Job): string | undefined {
  const info = noteOf(job)?.extraData?.extra_pnginfo
  const workflow = isRecord(info) ? info.workflow : undefined
  return isRecord(workflow) && typeof workflow.id === 'string' ? workflow.id : undefined
}

export const durationOf = ({ startedAt, finishedAt }: Job): number =>
  startedAt === undefined || finishedAt === undefined ? 0 : finishedAt - startedAt
