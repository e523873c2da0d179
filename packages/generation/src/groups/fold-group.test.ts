import fc from 'fast-check'
import { expect, test } from 'vitest'
import { picturesOf } from '../job/inputs.ts'
import { isEnded } from '../job/job-status.ts'
import type { JobStatus, JobView } from '../job/job-view.ts'
import { foldGroup } from './fold-group.ts'

const job = (number: number, status: JobStatus, more: Partial<JobView> = {}): JobView => ({
  requestId: `${number}`,
  status,
  stage: 'finished',
  priority: 0,
  client: '',
  workflow: 'text-to-image',
  inputs: { prompt: 'p' },
  recipe: { prompt: 'p' },
  images: status === 'completed' ? [{ path: `${number}.png`, sha256: '', bytes: 1 }] : [],
  outputs: [],
  createdAt: 0,
  ...(isEnded(status) ? { finishedAt: number } : {}),
  part: { kind: 'batch', id: 'b', number, seedMode: 'random' },
  ...more,
})
const fold = (jobs: readonly JobView[], cancelRequested = false, paused = false) => {
  const runs = jobs.map((view) => ({
    status: view.status,
    number: view.part?.number ?? 0,
    pictures: view.status === 'completed' ? view.images.length : picturesOf(view.inputs),
    finishedAt: view.finishedAt,
    view: () => view,
  }))
  const { runs: standing, redone, ...state } = foldGroup(runs, { cancelRequested, paused })
  const views = (some: typeof standing) => some.map(({ view }) => view())
  return { ...state, jobs: views(standing), redone: views(redone) }
}

test('a batch waits until its first picture starts', () => {
  expect(fold([job(1, 'queued'), job(2, 'queued')]).status).toBe('queued')
  expect(fold([job(1, 'processing'), job(2, 'queued')])).toMatchObject({
    status: 'processing',
    current: 1,
  })
  expect(fold([job(1, 'completed'), job(2, 'queued')]).status).toBe('processing')
})

test('one failed picture is told and does not spoil the rest', () => {
  expect(fold([job(1, 'completed'), job(2, 'error'), job(3, 'completed')])).toMatchObject({
    status: 'completed',
    completed: 2,
    failed: [2],
    finishedAt: 3,
  })
  expect(fold([job(1, 'error'), job(2, 'error')]).status).toBe('error')
})

test('a cancelled batch keeps what was finished', () => {
  expect(fold([job(1, 'completed'), job(2, 'cancelled')], true)).toMatchObject({
    status: 'cancelled',
    completed: 1,
  })
  expect(fold([job(1, 'completed'), job(2, 'completed')], true).status).toBe('completed')
})

test('of a picture that was retried the newest run counts', () => {
  const runs = [job(1, 'completed'), job(2, 'error'), job(2, 'completed', { requestId: 'again' })]
  expect(fold(runs)).toMatchObject({ status: 'completed', total: 2, completed: 2, failed: [] })
  expect(fold([...runs.slice(0, 2), job(2, 'queued')]).status).toBe('processing')
})

test('a picture stands until there is another, and when there is none', () => {
  const made = job(2, 'completed', { requestId: 'first' })
  const redo = (status: JobStatus): ReturnType<typeof fold> =>
    fold([job(1, 'completed'), made, job(2, status, { requestId: 'again' })])
  expect(redo('processing')).toMatchObject({ status: 'processing', completed: 2, current: 2 })
  expect(redo('processing').jobs[1]).toBe(made)
  expect(redo('error')).toMatchObject({
    status: 'completed',
    completed: 2,
    failed: [],
    redone: [{ requestId: 'again', status: 'error' }],
  })
  expect(redo('completed').jobs.map(({ requestId }) => requestId)).toEqual(['1', 'again'])
  expect(redo('completed').redone).toEqual([])
})

test('pictures of one run count one by one', () => {
  const inputs = { batch_size: 3 }
  expect(fold([job(1, 'queued', { inputs })])).toMatchObject({ total: 3, completed: 0 })
  expect(fold([job(1, 'error', { inputs })])).toMatchObject({ total: 3, failed: [1, 2, 3] })
})

test('a paused group promises no end', () => {
  const jobs = [job(1, 'queued', { etaSeconds: 4 })]
  expect(fold(jobs).etaSeconds).toBe(4)
  expect(fold(jobs, false, true).etaSeconds).toBeUndefined()
})

test('a group has ended just when all its jobs have', () => {
  const status = fc.constantFrom<JobStatus>(
    'queued',
    'processing',
    'completed',
    'error',
    'cancelled',
  )
  fc.assert(
    fc.property(fc.array(status, { minLength: 1, maxLength: 20 }), fc.boolean(), (all, asked) => {
      const folded = fold(
        all.map((one, index) => job(index + 1, one)),
        asked,
      )
      expect(isEnded(folded.status)).toBe(all.every(isEnded))
      expect(folded.finishedAt === undefined).toBe(!all.every(isEnded))
      expect(folded.total).toBe(all.length)
    }),
  )
})
