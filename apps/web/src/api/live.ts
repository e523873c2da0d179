import { useEffect, useEffectEvent } from 'react'
import { toUrl } from './base.ts'
import { createStore, type Store } from './store.ts'
import type { GalleryImage, Job, JobStatus, Queue, Server } from './types.ts'

/** How many jobs there are of each status, and why those that wait do. */
export type QueueSummary = Pick<Queue, 'paused' | 'waiting_for' | 'waiting_detail' | 'counts'>

/** How a batch or a sequence stands; one of the ids is there. */
export interface GroupSummary {
  readonly batch_id?: string
  readonly sequence_id?: string
  readonly status: JobStatus
  readonly paused: boolean
  readonly waiting_for?: Queue['waiting_for']
  readonly waiting_detail?: string
  readonly total: number
  readonly completed: number
  readonly failed: readonly number[]
  readonly current?: number
  readonly estimated_seconds_remaining?: number
}

interface Paused extends Pick<GroupSummary, 'batch_id' | 'sequence_id'> {
  readonly paused: boolean
}

/** What the server tells while it happens, by the name of its event: those of `GET /api/events?gallery=true`. */
export interface LiveEvents {
  readonly status: Job
  readonly completed: Job
  readonly error: Job
  readonly cancelled: Job
  readonly progress: { readonly request_id: string } & NonNullable<Job['progress']>
  /** A picture on its way, as a data URL. */
  readonly preview: { readonly request_id: string; readonly image: string }
  readonly paused: Paused
  readonly resumed: Paused
  readonly queue: QueueSummary
  readonly servers: { readonly servers: readonly Server[] }
  readonly group: GroupSummary
  /** Too much was missed: all jobs are to be asked for anew. */
  readonly reset: unknown
  readonly gallery_added: GalleryImage
  readonly gallery_changed: GalleryImage
  readonly gallery_removed: { readonly id: string }
  /** Too much was missed: the gallery is to be asked for anew. */
  readonly gallery_reset: { readonly total: number }
}
export type LiveEventName = keyof LiveEvents

/** `lost`: the server does not answer; it is tried again until it does. */
export type Connection = 'connecting' | 'open' | 'lost'
export const connection: Store<Connection> = createStore<Connection>('connecting')

type Listeners = { readonly [N in LiveEventName]: Set<(data: LiveEvents[N]) => void> }

const listeners: Listeners = {
  status: new Set(),
  completed: new Set(),
  error: new Set(),
  cancelled: new Set(),
  progress: new Set(),
  preview: new Set(),
  paused: new Set(),
  resumed: new Set(),
  queue: new Set(),
  servers: new Set(),
  group: new Set(),
  reset: new Set(),
  gallery_added: new Set(),
  gallery_changed: new Set(),
  gallery_removed: new Set(),
  gallery_reset: new Set(),
}

const isEventName = (name: string): name is LiveEventName => name in listeners
const eventNames: readonly LiveEventName[] = Object.keys(listeners).filter(isEventName)

/** Calls `listener` for each such event. @returns what ends it. */
export function onLive<N extends LiveEventName>(
  name: N,
  listener: (data: LiveEvents[N]) => void,
): () => void {
  listeners[name].add(listener)
  return () => listeners[name].delete(listener)
}

function hand<N extends LiveEventName>(name: N, text: string): void {
  const data: LiveEvents[N] = JSON.parse(text)
  for (const listener of listeners[name]) listener(data)
}

/** Calls the newest `listener` for each such event while the component is shown. */
export function useLive<N extends LiveEventName>(
  name: N,
  listener: (data: LiveEvents[N]) => void,
): void {
  const onEvent = useEffectEvent(listener)
  useEffect(() => onLive(name, (data) => onEvent(data)), [name])
}

/** Milliseconds until a refused stream is asked for again; the browser itself comes back after a lost one. */
const againMs = 2000

/**
 * Follows the server by one stream, for a browser opens six connections to it in all. `beforeAgain` is waited for before a stream that was
 * refused is asked for again.
 *
 * @returns what ends it.
 */
export function startLive(beforeAgain: () => Promise<void>): () => void {
  let isEnded = false
  let source: EventSource
  let again: ReturnType<typeof setTimeout> | undefined
  // A browser tells what it has seen only for as long as it comes back by itself.
  let seen = ''
  const open = (): void => {
    if (isEnded) return
    const after = seen === '' ? '' : `&last_event_id=${encodeURIComponent(seen)}`
    source = new EventSource(toUrl(`/api/events?gallery=true${after}`), { withCredentials: true })
    source.onopen = () => connection.set('open')
    source.onerror = (event) => {
      // The event of a failed job has the same name, and data.
      if (event instanceof MessageEvent) return
      connection.set('lost')
      if (source.readyState !== EventSource.CLOSED) return
      clearTimeout(again)
      again = setTimeout(() => void beforeAgain().finally(open), againMs)
    }
    for (const name of eventNames) {
      source.addEventListener(name, (event: Event) => {
        if (!(event instanceof MessageEvent)) return
        seen = event.lastEventId
        hand(name, event.data)
      })
    }
  }
  open()
  return () => {
    isEnded = true
    clearTimeout(again)
    source.close()
  }
}
