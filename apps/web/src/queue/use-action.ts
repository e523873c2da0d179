import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { problemOf } from '../ui/problem.ts'
import { useToasts } from '../ui/use-toasts.ts'

/** Does something to the queue, or to what the name of other queries says, and says what went wrong. `busy` until the page knows what came of it. */
export function useAction(changes: 'queue' | 'groups' = 'queue'): {
  readonly busy: boolean
  readonly run: (work: () => Promise<unknown>, done?: string) => void
} {
  const [busy, setBusy] = useState(false)
  const queryClient = useQueryClient()
  const toasts = useToasts()
  const act = async (work: () => Promise<unknown>, done?: string) => {
    setBusy(true)
    try {
      await work()
      if (done !== undefined) toasts.show({ title: done })
      await queryClient.invalidateQueries({ queryKey: [changes] })
    } catch (error) {
      const { detail, hint } = problemOf(error)
      toasts.show({ title: detail, detail: hint, tone: 'danger' })
    } finally {
      setBusy(false)
    }
  }
  return { busy, run: (work, done) => void act(work, done) }
}
