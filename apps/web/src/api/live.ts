import { useEffect, useEffectEvent } from 'react'
import { toUrl } from './base.ts'
import { createStore, type Store } from './store.ts'
import type { GalleryImage, Job } from './types.ts'

/** What the server tells while it happens, by the name of its event. */
export interface LiveEvents {
  readonly status: Job
  readonly completed: Job
  readonly error: Job
  readonly cancelled: Job
  readonly progress: { readonly request_id: string } & NonNullable<Job['progress']>
  /** A picture on its way, as a data URL. */
  readonly preview: { readonly request_id: string; readonly image: string }
  readonly position: { readonly request_id: string; readonly position: number }
  readonly paused: { readonly paused: boolean }
  readonly resumed: { readonly paused: boolean }
  readonly added: GalleryImage
  readonly changed: GalleryImage
  readonly removed: { readonly id: string }
  /** Too much was missed: everything is to be asked for anew. */
  readonly reset: unknown
}
export type LiveEventName = keyof LiveEvents

/** `lost`: the server does not answer; it is tried again until it does. */
export type Connection = 'connecting' | 'open' | 'lost'
export const connection: Store<Connection> = createStore<Connection>('connecting')

const jobEvents: readonly LiveEventName[] = [
  'status',
  'completed',
  'error',
  'cancelled',
  'progress',
  'preview',
  'position',
  'paused',
  'resumed',
  'reset',
]
const galleryEvents: readonly LiveEventName[] = ['added', 'changed', 'removed', 'reset']

type Listeners = { readonly [N in LiveEventName]: Set<(data: LiveEvents[N]) => void> }

const listeners: Listeners = {
  status: new Set(),
  completed: new Set(),
  error: new Set(),
  cancelled: new Set(),
  progress: new Set(),
  preview: new Set(),
  position: new Set(),
  paused: new Set(),
  resumed: new Set(),
  added: new Set(),
  changed: new Set(),
  removed: new Set(),
  reset: new Set(),
}

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

/** Follows a stream and hands out its events; comes back after every end. */
function follow(
  path: string,
  names: readonly LiveEventName[],
  onState: (state: Connection) => void,
): () => void {
  let source: EventSource
  let again: ReturnType<typeof setTimeout> | undefined
  const open = (): void => {
    source = new EventSource(toUrl(path), { withCredentials: true })
    source.onopen = () => onState('open')
    source.onerror = () => {
      onState('lost')
      if (source.readyState !== EventSource.CLOSED) return
      clearTimeout(again)
      again = setTimeout(open, againMs)
    }
    for (const name of names) {
      source.addEventListener(name, (event: Event) => {
        // A lost connection is an `error` too, without data.
        if (event instanceof MessageEvent) hand(name, event.data)
      })
    }
  }
  open()
  return () => {
    clearTimeout(again)
    source.close()
  }
}

/** Follows the server as long as the page is there. @returns what ends it. */
export function startLive(): () => void {
  const ends = [
    follow('/api/events', jobEvents, (state) => connection.set(state)),
    follow('/api/gallery/events', galleryEvents, () => {}),
  ]
  return () => {
    for (const end of ends) end()
  }
}
