import type { ComfyMessage, JobNews } from '@darkroom/door-ports'
import { isJsonObject, type Json } from '@darkroom/foundation'

/** What is known of a running job from ComfyUI's own messages. */
export interface LiveState {
  /** Nodes that are done, the cached ones too. */
  readonly done: ReadonlySet<string>
  readonly current: string | undefined
  readonly preview: Preview | undefined
}

/** The last picture of what is being made. */
export interface Preview {
  readonly bytes: Uint8Array
  readonly mediaType: string
  readonly node: string | undefined
}

export const nothingYet: LiveState = { done: new Set(), current: undefined, preview: undefined }

const textIn = (value: Json | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined

const withDone = (state: LiveState, ids: readonly string[]): LiveState =>
  ids.every((id) => state.done.has(id))
    ? state
    : { ...state, done: new Set([...state.done, ...ids]) }

/** `executing` names the node that begins, so the one before it is done; without a node, all are. */
function onExecuting(state: LiveState, node: string | undefined): LiveState {
  const before = state.current === undefined || state.current === node ? [] : [state.current]
  return { ...withDone(state, before), current: node }
}

/** `progress_state` tells every node that has begun, those inside of an expanded one by the id that the graph has. */
function onProgressState(state: LiveState, nodes: Json | undefined): LiveState {
  if (!isJsonObject(nodes)) return state
  const told = Object.entries(nodes).flatMap(([id, node]) =>
    isJsonObject(node)
      ? [{ id: textIn(node.display_node_id) ?? id, is: textIn(node.state) ?? '' }]
      : [],
  )
  const running = told.find((node) => node.is === 'running')?.id
  const open = new Set(told.filter((node) => node.is !== 'finished').map(({ id }) => id))
  const finished = told.map(({ id }) => id).filter((id) => !open.has(id))
  return { ...withDone(state, finished), current: running ?? state.current }
}

function onMessage(state: LiveState, { type, data }: ComfyMessage): LiveState {
  switch (type) {
    case 'execution_start':
      return nothingYet
    case 'execution_cached':
      return withDone(
        state,
        Array.isArray(data.nodes) ? data.nodes.flatMap((node) => textIn(node) ?? []) : [],
      )
    case 'executing':
      return onExecuting(state, textIn(data.display_node) ?? textIn(data.node))
    case 'executed':
      return withDone(
        state,
        [textIn(data.display_node) ?? textIn(data.node)].flatMap((id) => id ?? []),
      )
    case 'progress_state':
      return onProgressState(state, data.nodes)
  }
  return state
}

/** The state after some news of its job. */
export function advance(state: LiveState, news: JobNews): LiveState {
  switch (news.type) {
    case 'message':
      return onMessage(state, news.message)
    case 'preview':
      return {
        ...state,
        preview: { bytes: news.bytes, mediaType: news.mediaType, node: news.node ?? state.current },
      }
    case 'job':
      return news.job.status === 'processing' ? state : nothingYet
    case 'progress':
      return state
  }
}
