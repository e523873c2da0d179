import type { JobPart } from './job-view.ts'

const twoDigits = (value: number): string => String(value).padStart(2, '0')

const numberOf = (number: number, last = 0): string =>
  String(number).padStart(Math.max(2, String(last).length), '0')

/** Day and time in local time, as in the names of the folders: people look for the day that their clock showed. */
function clockOf(at: number): { readonly day: string; readonly time: string } {
  const date = new Date(at)
  return {
    day: `${date.getFullYear()}${twoDigits(date.getMonth() + 1)}${twoDigits(date.getDate())}`,
    time: [date.getHours(), date.getMinutes(), date.getSeconds()].map(twoDigits).join(''),
  }
}

const longestSlug = 40

/** The first words of a text as they can stand in a file name anywhere; `frame` when there are none. */
export function slugOf(text: string): string {
  const words = text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[a-z0-9]+/g)
  const taken = (words ?? []).slice(0, 6).reduce((slug, word) => {
    const longer = slug === '' ? word : `${slug}_${word}`
    return longer.length > longestSlug ? slug : longer
  }, '')
  return taken === '' ? 'frame' : taken
}

/**
 * Path of a job's files, below the root and without extension. Decided once, when the job is accepted, and kept with
 * it: a second run of the same job writes the same names, whatever the clock or the time zone is by then.
 */
export function outputStemOf(job: {
  readonly id: string
  readonly seed: number
  readonly acceptedAt: number
  readonly part?: JobPart | undefined
  /** The number has a picture already, which keeps its name. */
  readonly isRedone?: boolean | undefined
  /** The largest number in its group: names have as many digits, so that they sort. */
  readonly last?: number | undefined
}): string {
  const { part } = job
  const mark = job.id.slice(0, 8)
  if (part === undefined) {
    const { day, time } = clockOf(job.acceptedAt)
    return `${day}/${time}_${mark}`
  }
  const suffix = job.isRedone === true ? `_${mark}` : ''
  switch (part.kind) {
    case 'batch':
      return `batches/${part.id}/${numberOf(part.number, job.last)}_${job.seed}${suffix}`
    case 'sequence':
      return `sequences/${part.id}/${String(part.frameNumber).padStart(3, '0')}_${slugOf(part.description)}${suffix}`
  }
}

/** The folders that `outputStemOf` names, and those above them. */
const outputFolder = /^(?:\d{8}|(?:batches|sequences)(?:\/[0-9a-f-]{36})?)$/

/** Whether a folder is one that jobs make, and none that a person made. */
export const isOutputFolder = (path: string): boolean => outputFolder.test(path)

/** The most files of one job. */
export const mostOutputs = 512

/** The path of one of a job's files, counted from 0, without extension. */
export const outputPathOf = (stem: string, index: number): string =>
  index === 0 ? stem : `${stem}_${twoDigits(index + 1)}`
