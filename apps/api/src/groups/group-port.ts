import type {
  AcceptedGroup,
  AcceptOptions,
  BatchRequest,
  BatchView,
  CancelledGroup,
  Generation,
  Listed,
  PageOptions,
  SeedMode,
  SequenceRequest,
  SequenceView,
} from '@darkroom/generation'
import { notFound } from '../http/problem.ts'

// Until `generation.groups` is this.

export interface GroupViews {
  readonly batch: BatchView
  readonly sequence: SequenceView
}
export interface GroupRequests {
  readonly batch: BatchRequest
  readonly sequence: SequenceRequest
}
export type GroupKind = keyof GroupViews

/** A group made again with other seeds, as a new one. What is left out stays as it was. */
export interface AgainChange {
  /** Of a batch only. */
  readonly batchCount?: number
  readonly seedMode?: SeedMode
  readonly baseSeed?: number
}

interface KindPort<K extends GroupKind> {
  accept(request: GroupRequests[K], options?: AcceptOptions): Promise<AcceptedGroup>
  get(id: string): GroupViews[K] | undefined
  list(page: PageOptions): Listed<GroupViews[K]>
  cancel(id: string): Promise<CancelledGroup>
  retry(id: string): Promise<AcceptedGroup>
  again(view: GroupViews[K], change: AgainChange): GroupRequests[K]
}

const toBatchAgain = (
  { request }: BatchView,
  { batchCount = request.batchCount, seedMode = request.seedMode, baseSeed = -1 }: AgainChange,
): BatchRequest => ({ ...request, batchCount, seedMode, baseSeed })

/** Frames with a seed of their own get another too. */
const toSequenceAgain = (
  { request: { sequenceId: _, prompts, parameters, ...same } }: SequenceView,
  { seedMode = same.seedMode, baseSeed = -1 }: AgainChange,
): SequenceRequest => ({
  ...same,
  prompts: prompts.map((frame) => ({ ...frame, parameters: { ...frame.parameters, seed: -1 } })),
  parameters: { ...parameters, seed: baseSeed },
  seedMode,
})

export const groupsOf = (generation: Generation) => {
  const ports: { readonly [K in GroupKind]: KindPort<K> } = {
    batch: {
      accept: (request, options) => generation.acceptBatch(request, options),
      get: (id) => generation.getBatch(id),
      list: (page) => generation.listBatches(page),
      cancel: (id) => generation.cancelBatch(id),
      retry: (id) => generation.retryBatch(id),
      again: toBatchAgain,
    },
    sequence: {
      accept: (request, options) => generation.acceptSequence(request, options),
      get: (id) => generation.getSequence(id),
      list: (page) => generation.listSequences(page),
      cancel: (id) => generation.cancelSequence(id),
      retry: (id) => generation.retrySequence(id),
      again: toSequenceAgain,
    },
  }
  return {
    accept: <K extends GroupKind>(kind: K, request: GroupRequests[K], options?: AcceptOptions) =>
      ports[kind].accept(request, options),
    get: <K extends GroupKind>(kind: K, id: string) => ports[kind].get(id),
    list: <K extends GroupKind>(kind: K, page: PageOptions = {}) => ports[kind].list(page),
    cancel: (kind: GroupKind, id: string) => ports[kind].cancel(id),
    retry: (kind: GroupKind, id: string) => ports[kind].retry(id),
    pause: (kind: GroupKind, id: string) => generation.pauseGroup(kind, id),
    resume: (kind: GroupKind, id: string) => generation.resumeGroup(kind, id),
    redoFrame: (...redo: Parameters<Generation['redoFrame']>) => generation.redoFrame(...redo),
    again: <K extends GroupKind>(
      kind: K,
      id: string,
      change: AgainChange = {},
      options?: AcceptOptions,
    ) => {
      const port = ports[kind]
      const view = port.get(id)
      if (view === undefined) throw notFound(`${kind} ${id}`)
      return port.accept(port.again(view, change), options)
    },
  }
}
