import type { Boot } from '../boot.ts'
import { encodeStatus, type HistoryEntry } from '../execution/history.ts'
import type { QueueItem } from '../execution/prompt-queue.ts'
import type { Profile } from '../profiles.ts'
import { PyError } from '../python/convert.ts'
import { type Encodable, getString, isDict, type PyDict, toNumber } from '../python/value.ts'

export type JobStatus = 'pending' | 'in_progress' | 'completed' | 'failed' | 'cancelled'

/** A job as `/api/jobs` lists it. */
export interface JobView {
  readonly id: string
  readonly status: JobStatus
  readonly createdAt: number
  readonly duration: number
  readonly workflowId: string | undefined
  readonly body: { readonly [key: string]: Encodable }
}

/** The workflow id; raises, as the server does for everyone, when `extra_pnginfo` or `workflow` of some job is null. */
const workflowIdOf = (extraData: PyDict): string | undefined => {
  const info = extraData.get('extra_pnginfo')
  if (info === undefined) return undefined
  const workflow = isDict(info) ? info.get('workflow') : null
  if (workflow === undefined) return undefined
  if (!isDict(workflow))
    throw new PyError('AttributeError', "'NoneType' object has no attribute 'get'")
  return getString(workflow, 'id')
}

const common = (item: QueueItem, status: JobStatus): { readonly [key: string]: Encodable } => {
  const created = item.extraData.get('create_time')
  return {
    id: item.promptId,
    status,
    priority: item.number,
    ...(created === undefined ? {} : { create_time: created }),
  }
}

const counts = (items: readonly OutputItem[], { countsPreviewable }: Profile) => ({
  outputs_count: items.length,
  ...(countsPreviewable
    ? {
        previewable_outputs_count: items.filter(isPreviewable).length,
      }
    : {}),
})

const previewable = new Set(['images', 'gifs', 'video', 'audio', '3d'])

/** Whether the browser can show an output: by its kind, or files of text and 3D by their names. */
const isPreviewable = ({ mediaType, item }: OutputItem): boolean =>
  previewable.has(mediaType) || /\.(?:txt|md|json|obj|fbx|gltf|glb|usdz)$/i.test(filenameOf(item))

const filenameOf = (item: Encodable): string =>
  typeof item === 'object' && item !== null && 'filename' in item ? String(item.filename) : ''

const waitingView = (item: QueueItem, status: JobStatus, profile: Profile): JobView => {
  const workflowId = workflowIdOf(item.extraData)
  return {
    id: item.promptId,
    status,
    createdAt: toNumber(item.extraData.get('create_time')) ?? 0,
    duration: 0,
    workflowId,
    body: {
      ...common(item, status),
      ...counts([], profile),
      ...(workflowId === undefined ? {} : { workflow_id: workflowId }),
    },
  }
}

const timeOf = (entry: HistoryEntry, isWanted: (event: string) => boolean): number | undefined => {
  const time = entry.messages.findLast(([event]) => isWanted(event))?.[1].timestamp
  return typeof time === 'number' ? time : undefined
}

const isTerminal = (event: string): boolean =>
  /^execution_(?:success|error|interrupted)$/.test(event)

type OutputItem = { readonly nodeId: string; readonly mediaType: string; readonly item: Encodable }

/** Files are counted, flags such as `animated` are not. */
const isFile = (item: Encodable): boolean => typeof item === 'object' && item !== null

const outputItems = (entry: HistoryEntry): readonly OutputItem[] =>
  [...entry.outputs].flatMap(([nodeId, ui]) =>
    Object.entries(ui ?? {}).flatMap(([mediaType, items]) =>
      Array.isArray(items) ? items.filter(isFile).map((item) => ({ nodeId, mediaType, item })) : [],
    ),
  )

const previewOf = (items: readonly OutputItem[]): Encodable | undefined => {
  const first =
    items.find(
      ({ item }) =>
        typeof item === 'object' && item !== null && 'type' in item && item.type === 'output',
    ) ?? items[0]
  if (first === undefined || typeof first.item !== 'object' || first.item === null) return undefined
  return { ...first.item, nodeId: first.nodeId, mediaType: first.mediaType }
}

const failureOf = (entry: HistoryEntry): Encodable | undefined =>
  entry.messages.find(([event]) => event === 'execution_error')?.[1]

const statusOf = (entry: HistoryEntry, knowsCancelled: boolean): JobStatus => {
  if (entry.status === 'success') return 'completed'
  const isInterrupted = entry.messages.at(-1)?.[0] === 'execution_interrupted'
  return isInterrupted && knowsCancelled ? 'cancelled' : 'failed'
}

const finishedView = (entry: HistoryEntry, profile: Profile): JobView => {
  const { item } = entry
  const status = statusOf(entry, profile.distinguishesCancelled)
  const start = timeOf(entry, (event) => event === 'execution_start')
  const end = timeOf(entry, isTerminal)
  const items = outputItems(entry)
  const optional = {
    execution_start_time: start,
    execution_end_time: end,
    ...counts(items, profile),
    preview_output: previewOf(items),
    execution_error: failureOf(entry),
    workflow_id: workflowIdOf(item.extraData),
  }
  const known = Object.entries(optional).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, value] as const],
  )
  return {
    id: item.promptId,
    status,
    createdAt: toNumber(item.extraData.get('create_time')) ?? 0,
    duration: (end ?? 0) - (start ?? 0),
    workflowId: optional.workflow_id,
    body: { ...common(item, status), ...Object.fromEntries(known) },
  }
}

/** Every job of the server: running, waiting, finished. */
export const allJobs = ({ queue, history, machine }: Boot): readonly JobView[] => [
  ...(queue.running === undefined
    ? []
    : [waitingView(queue.running, 'in_progress', machine.profile)]),
  ...queue.pending.map((item) => waitingView(item, 'pending', machine.profile)),
  ...history.entries.map(([, entry]) => finishedView(entry, machine.profile)),
]

const workflowOf = ({ graph, extraData }: QueueItem): Encodable => ({
  prompt: graph,
  extra_data: extraData,
})

/** One job with all its details; the history has precedence. */
export const jobDetails = (boot: Boot, id: string): Encodable | undefined => {
  const entry = boot.history.get(id)
  if (entry !== undefined) {
    const { body } = finishedView(entry, boot.machine.profile)
    return {
      ...body,
      outputs: entry.outputs,
      execution_status: encodeStatus(entry),
      workflow: workflowOf(entry.item),
    }
  }
  const waiting = allJobs(boot).find((job) => job.id === id)?.body
  if (waiting === undefined || !boot.machine.profile.showsWaitingWorkflow) return waiting
  const { running, pending } = boot.queue
  const item = [...(running === undefined ? [] : [running]), ...pending].find(
    ({ promptId }) => promptId === id,
  )
  return { ...waiting, ...(item === undefined ? {} : { workflow: workflowOf(item) }) }
}
