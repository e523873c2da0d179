import { EventGapError } from '@darkroom/gallery-store'
import { expect, test } from 'vitest'
import { changedPaths } from './warm-thumbnails.ts'

test('thumbnails go on being made after more pictures came than could be followed', async () => {
  const stop = new AbortController()
  const followed: (string | undefined)[] = []
  const gallery = {
    root: '/gallery',
    ready: () => Promise.resolve(),
    lastEventId: () => 'e-20000',
    query: () => ({ items: [{ path: 'burst/newest.png' }] }),
    async *events({ after }: { after?: string }) {
      followed.push(after)
      if (after === undefined) {
        yield { eventId: 'e-1', type: 'added', id: 'a', path: 'first.png' } as const
        throw new EventGapError('e-2')
      }
      yield { eventId: 'e-20001', type: 'removed', id: 'b', path: 'gone.png' } as const
      yield { eventId: 'e-20002', type: 'changed', id: 'c', path: 'later.png' } as const
    },
  }
  const paths: string[] = []
  for await (const path of changedPaths(gallery, stop.signal)) paths.push(path)
  expect(paths).toEqual(['/gallery/first.png', '/gallery/burst/newest.png', '/gallery/later.png'])
  expect(followed).toEqual([undefined, 'e-20000'])
})
