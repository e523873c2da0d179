export type SlideAction =
  | 'next'
  | 'previous'
  | 'first'
  | 'last'
  | 'toggle'
  | 'faster'
  | 'slower'
  /** The time of a frame is over. */
  | 'advance'

const keys: Readonly<Record<string, SlideAction>> = {
  ArrowRight: 'next',
  ArrowDown: 'next',
  PageDown: 'next',
  ArrowLeft: 'previous',
  ArrowUp: 'previous',
  PageUp: 'previous',
  Home: 'first',
  End: 'last',
  ' ': 'toggle',
  '+': 'faster',
  '=': 'faster',
  '-': 'slower',
  _: 'slower',
}

interface Pressed {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
}

/** What a key does in the slideshow; undefined when it is the browser's. */
export const slideActionOf = ({ key, ctrlKey, metaKey, altKey }: Pressed) =>
  ctrlKey || metaKey || altKey ? undefined : keys[key]

/** Seconds that a frame is shown, from the quickest. */
export const paces = [0.25, 0.5, 1, 1.5, 2, 3, 5, 8] as const

export interface Show {
  readonly place: number
  readonly isPlaying: boolean
  /** A place of `paces`. */
  readonly pace: number
}

export const beginning = (place: number): Show => ({ place, isPlaying: true, pace: 3 })

const clamp = (value: number, most: number): number => Math.min(most, Math.max(0, value))

/** The show after an action; after the last frame comes the first. */
export function afterAction(show: Show, action: SlideAction, total: number): Show {
  const last = Math.max(0, total - 1)
  const place = clamp(show.place, last)
  switch (action) {
    case 'next':
    case 'advance':
      return { ...show, place: place === last ? 0 : place + 1 }
    case 'previous':
      return { ...show, place: place === 0 ? last : place - 1 }
    case 'first':
      return { ...show, place: 0 }
    case 'last':
      return { ...show, place: last }
    case 'toggle':
      return { ...show, isPlaying: !show.isPlaying }
    case 'faster':
      return { ...show, pace: clamp(show.pace - 1, paces.length - 1) }
    case 'slower':
      return { ...show, pace: clamp(show.pace + 1, paces.length - 1) }
  }
}

export const secondsOf = ({ pace }: Pick<Show, 'pace'>): number => paces[pace] ?? 1.5
