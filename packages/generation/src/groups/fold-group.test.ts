import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { JobStatus, JobView } from '../job-view.ts'
import { isEnded } from '../views/to-job-view.ts'
import { foldGroup } from './fold-group.ts'

const job = (number: number, status: JobStatus, more: Partial<JobView> = {}): JobView => ({
  requestId: `${number}`,
  status,
  stage: 'finished',
  priority: 0,
  seed: 1,
  request: {
    prompt: 'p',
    negativePrompt: '',
    model: 'm',
    seed: 1,
    steps: 1,
    cfg: 1,
    sampler: 'euler',
    scheduler: 'normal',
    width: 64,
    height: 64,
    loras: [],
  },
  images: [],
  createdAt: 0,
  ...(isEnded(status) ? { finishedAt: number } : {}),
  part: { kind: 'batch', id: 'b', number, seedMode: 'random' },
  ...more,
})
const fold = (jobs: readonly JobView[], cancelRequested = false): ReturnType<typeof foldGroup> =>
  foldGroup(jobs, { cancelRequested })

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
