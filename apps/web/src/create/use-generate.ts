import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ApiProblem } from '../api/api-problem.ts'
import { requestKey } from '../api/request-key.ts'
import { useAnnounce } from '../ui/announce.tsx'
import { addOwnJobs } from './own-jobs.ts'
import { sendPress } from './send-press.ts'
import type { Size } from './sizes.ts'
import type { Press } from './to-request.ts'

export interface Wish {
  readonly press: Press
  readonly size: Size
}

interface Sent extends Wish {
  readonly key: string
}

/** Times that a request is sent again whose answer was lost. */
const again = 2

const isLost = (error: Error): boolean => error instanceof ApiProblem && error.status === 0

const said = (count: number): string =>
  count === 1
    ? 'Accepted: the picture is in the queue.'
    : `Accepted: ${count} pictures are in the queue.`

/** Asks for pictures. A press is one wish, however often it has to be sent. */
export function useGenerate(onAccepted: () => void) {
  const client = useQueryClient()
  const announce = useAnnounce()
  const { mutate, reset, isPending, error, variables } = useMutation({
    mutationFn: ({ press, key }: Sent) => sendPress(press, key),
    retry: (count, problem) => count < again && isLost(problem),
    onSuccess: (ids, { size }) => {
      addOwnJobs(ids, size)
      announce(said(ids.length))
      onAccepted()
      return client.invalidateQueries({ queryKey: ['jobs'] })
    },
  })
  return {
    isSending: isPending,
    problem: error ?? undefined,
    generate: (wish: Wish) => mutate({ ...wish, key: requestKey() }),
    /** Sends the wish that failed once more, under its own key; only where that may end otherwise. */
    retry:
      variables !== undefined && error instanceof ApiProblem && mayPass(error)
        ? () => mutate(variables)
        : undefined,
    forget: reset,
  }
}

const mayPass = ({ isPassing, status }: ApiProblem): boolean =>
  isPassing || status === 429 || status === 507
