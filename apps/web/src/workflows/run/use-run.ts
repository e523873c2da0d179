import { useMutation, useQueryClient } from '@tanstack/react-query'
import { answer } from '../../api/answer.ts'
import { ApiProblem } from '../../api/api-problem.ts'
import { api } from '../../api/client.ts'
import { requestKey } from '../../api/request-key.ts'
import { useAnnounce } from '../../ui/announce.tsx'
import type { Values } from '../form/values.ts'
import { inPath } from '../workflow-queries.ts'

interface Press {
  readonly inputs: Values
  /** However often it is sent, it is one run. */
  readonly key: string
}

/** Times that a request is sent again whose answer was lost. */
const again = 2

const isLost = (error: Error): boolean => error instanceof ApiProblem && error.status === 0

/** Runs a workflow; each press is one run. */
export function useRun(name: string, onAccepted: (id: string) => void) {
  const client = useQueryClient()
  const announce = useAnnounce()
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: ({ inputs, key }: Press) =>
      answer(
        api.workflows[':name'].run.$post(
          { ...inPath(name), json: { inputs: { ...inputs } } },
          { headers: { 'idempotency-key': key } },
        ),
      ),
    retry: (count, problem) => count < again && isLost(problem),
    onSuccess: ({ request_id: id }) => {
      announce('Accepted: it is in the queue.')
      onAccepted(id)
      return client.invalidateQueries({ queryKey: ['jobs'] })
    },
  })
  return {
    isSending: isPending,
    problem: error ?? undefined,
    forget: reset,
    run: (inputs: Values) => mutate({ inputs, key: requestKey() }),
  }
}
