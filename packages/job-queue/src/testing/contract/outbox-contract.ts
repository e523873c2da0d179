import { describe, expect, test } from 'vitest'
import { InvalidJobError, PayloadTooLargeError } from '../../errors.ts'
import type { Message, MessagesOf, Outbox } from '../../index.ts'
import {
  eventsSince,
  failure,
  group,
  job,
  type MakeStore,
  openBench,
  settled,
  take,
} from './harness.ts'

/** A message for each acceptance and each end, and one for the end of a group. */
const messagesOf: MessagesOf = ({ type, job, group, groupEnds }) => {
  const about = job?.id
  if (about === undefined || job?.client === 'probe') return []
  const common = { lane: about, to: { url: 'a' } }
  const own =
    type === 'accepted' || job?.finishedAt !== undefined
      ? [{ ...common, topic: type, about, body: `${type} ${JSON.stringify(job?.result ?? null)}` }]
      : []
  const ofGroup =
    groupEnds === undefined
      ? []
      : [
          {
            ...common,
            topic: 'group',
            about: group?.id ?? '',
            body: JSON.stringify([...groupEnds]),
          },
        ]
  return [...own, ...ofGroup]
}

const topics = (messages: Iterable<Message>): readonly string[] =>
  [...messages].map(({ topic }) => topic)

const first = ({ pending }: Outbox): Message => {
  const [message] = pending()
  if (message === undefined) throw new Error('Nothing is pending')
  return message
}

export const describeOutbox = (makeStore: MakeStore): void => {
  const { durable } = makeStore('never opened')

  describe('the outbox', () => {
    test('has what is to be told of a change as soon as the change is answered', async () => {
      const { queue } = await openBench(makeStore, { messagesOf })
      const start = queue.lastEventId()
      const { id } = await queue.enqueue(job())
      expect([...queue.outbox.pending()]).toMatchObject([
        { topic: 'accepted', about: id, lane: id, to: { url: 'a' }, state: 'pending', tries: 0 },
      ])
      const lease = await take(queue)
      await queue.complete(lease, { image: 'a.png' })
      const [, done] = [...queue.outbox.pending()]
      expect(done).toMatchObject({ topic: 'succeeded', body: 'succeeded {"image":"a.png"}' })
      expect(queue.outbox.get(done?.id ?? '')).toEqual(done)
      expect(await queue.complete(lease, 'stale')).toBe('already')
      expect(topics(queue.outbox.pending())).toEqual(['accepted', 'succeeded'])
      const events = await eventsSince(queue, start)
      expect(events.filter(({ type }) => type === 'message-added')).toMatchObject(
        [...queue.outbox.pending()].map((message) => ({ id: message.id, messageId: message.id })),
      )
    })

    test('tells of the end of a group once, with the last of its jobs', async () => {
      const { queue } = await openBench(makeStore, { messagesOf })
      const spec = group(3)
      await queue.enqueue(spec)
      await queue.complete(await take(queue), null)
      const [second, third] = [await take(queue), await take(queue)]
      expect(topics(queue.outbox.pending())).not.toContain('group')
      // At the same time: both can be in one entry.
      await Promise.all([queue.complete(second, null), queue.fail(third, failure('permanent'))])
      expect(topics(queue.outbox.pending()).filter((topic) => topic === 'group')).toHaveLength(1)
      expect(topics(queue.outbox.pending()).at(-1)).toBe('group')
      const [told, ...others] = queue.outbox.list({ about: spec.id }).items
      expect(others).toEqual([])
      expect(new Map(JSON.parse(told?.body ?? ''))).toEqual(
        new Map([
          ['succeeded', 2],
          ['failed', 1],
        ]),
      )
    })

    test('tells of the end of a chain whose rest is skipped, and of a group that is cancelled', async () => {
      const { queue } = await openBench(makeStore, { messagesOf })
      const chain = group(3, { chain: true })
      await queue.enqueue(chain)
      await queue.fail(await take(queue), failure('permanent'))
      expect(topics(queue.outbox.pending()).slice(3)).toEqual([
        'failed',
        'skipped',
        'skipped',
        'group',
      ])
      const other = group(2)
      await queue.enqueue(other)
      await queue.requestCancelGroup(other.id)
      expect(topics(queue.outbox.pending()).slice(-3)).toEqual(['cancelled', 'cancelled', 'group'])
    })

    test('keeps a message until it is delivered, with what each try led to', async () => {
      const { queue, clock } = await openBench(makeStore, { messagesOf })
      await queue.enqueue(job())
      const { outbox } = queue
      const { id, createdAt } = first(outbox)
      clock.advance(5)
      expect(await outbox.tried(id, { note: { status: 500 }, delayMs: 1_000 })).toBe(true)
      const triedAt = createdAt + 5
      expect(first(outbox)).toMatchObject({
        id,
        tries: 1,
        note: { status: 500 },
        triedAt,
        availableAt: triedAt + 1_000,
        delayMs: 1_000,
      })
      expect(await outbox.delivered(id, { status: 204 })).toBe(true)
      expect([...outbox.pending()]).toEqual([])
      expect(outbox.get(id)).toMatchObject({ state: 'delivered', tries: 2, note: { status: 204 } })
      expect(await outbox.delivered(id, null)).toBe(false)
      expect(await outbox.tried(id, { note: null, delayMs: 0 })).toBe(false)
      expect(await outbox.gaveUp(id, null)).toBe(false)
      expect(outbox.get(id)?.tries).toBe(2)
    })

    test('gives a message back as it was when it is replayed, behind those that are pending', async () => {
      const { queue } = await openBench(makeStore, { messagesOf })
      await queue.enqueue(job())
      await queue.enqueue(job())
      const { outbox } = queue
      const before = first(outbox)
      expect(await outbox.gaveUp(before.id, 'gone')).toBe(true)
      expect(outbox.list({ states: ['dead'] }).items.map(({ id }) => id)).toEqual([before.id])
      expect(await outbox.replay(before.id)).toBe(true)
      expect([...outbox.pending()].map(({ id }) => id).at(-1)).toBe(before.id)
      expect(outbox.get(before.id)).toMatchObject({
        body: before.body,
        state: 'pending',
        tries: 0,
        createdAt: before.createdAt,
      })
      const [next] = outbox.pending()
      await outbox.tried(next?.id ?? '', { note: 'away', delayMs: 60_000 })
      expect(await outbox.replay(next?.id ?? '')).toBe(true)
      expect([...outbox.pending()][0]).toMatchObject({ id: next?.id, delayMs: 0, tries: 0 })
      expect(await outbox.replay('0123456789ab-1')).toBe(false)
      expect(await outbox.replay('rubbish')).toBe(false)
    })

    test('takes a message that tells of no change', async () => {
      const { queue } = await openBench(makeStore)
      await queue.outbox.add({ topic: 'test', lane: 'a', to: 'a', body: 'hello' })
      expect([...queue.outbox.pending()]).toMatchObject([{ topic: 'test', body: 'hello' }])
    })

    test('keeps the newest of those that are delivered or dead, and lists them in pages', async () => {
      const { queue } = await openBench(makeStore, { messagesOf, finishedMessages: 2 })
      for (let count = 0; count < 4; count++) await queue.enqueue(job())
      const ids = [...queue.outbox.pending()].map(({ id }) => id)
      for (const id of ids.slice(0, 3)) await queue.outbox.delivered(id, null)
      const newest = ids.slice(1).reverse()
      expect(queue.outbox.list().items.map(({ id }) => id)).toEqual(newest)
      const page = queue.outbox.list({}, { limit: 2 })
      expect(page.items.map(({ id }) => id)).toEqual(newest.slice(0, 2))
      const rest = queue.outbox.list({}, { cursor: page.cursor ?? '' })
      expect(rest).toEqual({ items: [queue.outbox.get(newest[2] ?? '')] })
      expect(() => queue.outbox.list({}, { limit: 0 })).toThrow(InvalidJobError)
      expect(() => queue.outbox.list({}, { cursor: 'x' })).toThrow(InvalidJobError)
    })

    test('does not try what there is no room for, and says so', async () => {
      const { queue } = await openBench(makeStore, { messagesOf, pendingMessagesSize: 30 })
      await queue.enqueue(job())
      await queue.enqueue(group(2))
      const { outbox } = queue
      expect([...outbox.pending()]).toHaveLength(2)
      expect(outbox.list({ states: ['dead'] }).items).toMatchObject([
        { note: { error: 'outbox-full' }, tries: 0 },
      ])
      await outbox.delivered(first(outbox).id, null)
      await queue.enqueue(job())
      expect([...outbox.pending()]).toHaveLength(2)
    })

    test('refuses a note that is no note', async () => {
      const { queue } = await openBench(makeStore, { messagesOf })
      await queue.enqueue(job())
      const { id } = first(queue.outbox)
      const note = 'x'.repeat(5_000)
      await expect(queue.outbox.gaveUp(id, note)).rejects.toThrow(PayloadTooLargeError)
      await settled(queue)
      expect(first(queue.outbox).state).toBe('pending')
    })

    test.skipIf(durable === 'none')('is there again when the queue is opened again', async () => {
      const { queue, ...bench } = await openBench(makeStore, { messagesOf })
      for (let count = 0; count < 4; count++) await queue.enqueue(job())
      const [one, two, three] = [...queue.outbox.pending()].map(({ id }) => id)
      await queue.outbox.tried(one ?? '', { note: 'away', delayMs: 60_000 })
      await queue.outbox.delivered(two ?? '', 200)
      await queue.outbox.gaveUp(three ?? '', 'gone')
      await queue.outbox.replay(two ?? '')
      const before = [queue.outbox.list(), [...queue.outbox.pending()]]
      await queue.close()
      const again = await openBench(makeStore, bench)
      expect([again.queue.outbox.list(), [...again.queue.outbox.pending()]]).toEqual(before)
    })
  })
}
