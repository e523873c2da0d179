import { describe, expect, test } from 'vitest'
import { InvalidJobError, PayloadTooLargeError } from '../../errors.ts'
import { eventsSince, isDriven, type MakeStore, openBench } from './harness.ts'

export const describeSettings = (makeStore: MakeStore): void => {
  describe('settings', () => {
    test('are kept under a key, as a copy that the caller cannot change, until they are removed', async () => {
      const { queue } = await openBench(makeStore)
      const value = { servers: ['a'] }
      await queue.setSetting('drained', value)
      value.servers.push('b')
      expect(queue.setting('drained')).toEqual({ servers: ['a'] })
      await queue.setSetting('drained', null)
      expect(queue.settings()).toEqual(new Map([['drained', null]]))
      await queue.setSetting('drained', undefined)
      expect(queue.setting('drained')).toBeUndefined()
      expect(queue.settings()).toEqual(new Map())
    })

    test('are told of without their value, and written once, however often they are set', async () => {
      const { queue } = await openBench(makeStore)
      const start = queue.lastEventId()
      await queue.setSetting('token', { a: 'secret', b: [1] })
      await queue.setSetting('token', { b: [1], a: 'secret' })
      await queue.setSetting('other', undefined)
      const events = await eventsSince(queue, start)
      expect(events).toEqual([
        expect.objectContaining({ type: 'setting-changed', key: 'token', seq: expect.anything() }),
      ])
      expect(JSON.stringify(events)).not.toContain('secret')
    })

    test.skipIf(isDriven(makeStore))(
      'of one key take effect in the order in which they were set',
      async () => {
        const { queue } = await openBench(makeStore)
        await Promise.all([1, 2, 3].map((value) => queue.setSetting('a', value)))
        expect(queue.setting('a')).toBe(3)
      },
    )

    test('are refused without a key, and when they are large', async () => {
      const { queue } = await openBench(makeStore)
      await expect(queue.setSetting('', 1)).rejects.toThrow(InvalidJobError)
      await expect(queue.setSetting('k'.repeat(201), 1)).rejects.toThrow(InvalidJobError)
      const large = 'x'.repeat(64 * 1024)
      await expect(queue.setSetting('a', large)).rejects.toThrow(PayloadTooLargeError)
      expect(queue.settings()).toEqual(new Map())
    })
  })
}
