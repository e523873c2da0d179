import type { Server } from '../api/types.ts'

export interface ServerWords {
  readonly word: string
  readonly tone: 'success' | 'accent' | 'neutral' | 'warning' | 'danger'
  /** What it means, and what can be done. */
  readonly advice: string | undefined
}

type Told = Pick<Server, 'status' | 'url' | 'same_as'>

/** The status of a server in words for a person. */
export function wordsOf({ status, url, same_as }: Told): ServerWords {
  switch (status) {
    case 'ready':
      return { word: 'Ready', tone: 'success', advice: undefined }
    case 'busy':
      return { word: 'Busy', tone: 'accent', advice: undefined }
    case 'starting':
      return { word: 'Not heard of yet', tone: 'neutral', advice: undefined }
    case 'draining':
      return {
        word: 'Draining',
        tone: 'warning',
        advice: 'It finishes what it runs and is given nothing more until it is resumed.',
      }
    case 'unreachable':
      return {
        word: 'Does not answer',
        tone: 'danger',
        advice: `Start ComfyUI there, with --listen if it is another machine, and look whether ${url} opens in a browser. Jobs wait until it is back, or run on another server.`,
      }
    case 'stuck':
      return {
        word: 'Stuck',
        tone: 'danger',
        advice: 'It answers, but does not go on with its prompts. Restart ComfyUI there.',
      }
    case 'suspect':
      return {
        word: 'Failed several times',
        tone: 'warning',
        advice:
          'It is given nothing for a while and then tried again. Its log says what went wrong.',
      }
    case 'duplicate':
      return {
        word: 'Twice in the list',
        tone: 'neutral',
        advice: `It is ${same_as ?? 'another of these servers'} under a second address, and is given nothing. Remove one from COMFYUI_API_URL.`,
      }
  }
}
