import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Ticket } from './ticket.ts'
import { WorkQueue } from './work-queue.ts'

const { signal } = new AbortController()

it('gives everything out once: interactive work backwards, then background work forwards', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('interactive', 'background')), (priorities) => {
      const queue = new WorkQueue<{ ticket: Ticket; index: number }>()
      const items = priorities.map((priority, index) => ({
        ticket: new Ticket(priority, signal),
        index,
      }))
      for (const item of items) queue.add(item)
      const taken: number[] = []
      for (let item = queue.take(); item !== undefined; item = queue.take()) taken.push(item.index)
      const of = (priority: string) =>
        items.filter(({ index }) => priorities[index] === priority).map(({ index }) => index)
      expect(taken).toEqual([...of('interactive').toReversed(), ...of('background')])
    }),
  )
})

it('moves what is asked for again to the front, background work included', () => {
  const queue = new WorkQueue<{ ticket: Ticket; name: string }>()
  const [a, b, c] = ['a', 'b', 'c'].map((name) => ({
    ticket: new Ticket('background', signal),
    name,
  }))
  for (const item of [a, b, c]) if (item !== undefined) queue.add(item)
  b?.ticket.askAgain('interactive')
  c?.ticket.askAgain('interactive')
  b?.ticket.askAgain('background')
  expect(queue.count('interactive')).toBe(2)
  expect([queue.take()?.name, queue.take()?.name, queue.take()?.name]).toEqual(['b', 'c', 'a'])
  expect(queue.take()).toBeUndefined()
})

it('passes over what is not acceptable, and forgets what is deleted', () => {
  const queue = new WorkQueue<{ ticket: Ticket; name: string }>()
  const first = { ticket: new Ticket('interactive', signal), name: 'first' }
  const second = { ticket: new Ticket('interactive', signal), name: 'second' }
  queue.add(first)
  queue.add(second)
  expect(queue.take(({ name }) => name === 'first')).toBe(first)
  expect(queue.delete(second)).toBe(true)
  expect(queue.takeAll()).toEqual([])
})
