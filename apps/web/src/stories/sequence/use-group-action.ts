import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { problemOf } from '../../ui/problem.ts'
import { useToasts } from '../../ui/use-toasts.ts'

/** Does something to a sequence, and says what went wrong. `busy` until the page knows what came of it. */
export function useGroupAction(): {
  readonly busy: boolean
  readonly run: (work: () => Promise<unknown>, done?: string) => void
} {
  const [busy, setBusy] = useState(false)
  const client = useQueryClient()
  const toasts = useToasts()
  const act = async (work: () => Promise<unknown>, done?: string) => {
    setBusy(true)
    try {
      await work()
      if (done !== undefined) toasts.show({ title: done })
      await client.invalidateQueries({ queryKey: ['groups'] })
    } catch (error) {
      const { detail, hint } = problemOf(error)
      toasts.show({ title: detail, detail: hint, tone: 'danger' })
    } finally {
      setBusy(false)
    }
  }
  return { busy, run: (work, done) => void act(work, done) }
}
