import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { answer } from '../../api/answer.ts'
import { ApiProblem } from '../../api/api-problem.ts'
import { api } from '../../api/client.ts'
import { requestKey } from '../../api/request-key.ts'
import { useAnnounce } from '../../ui/announce.tsx'
import type { toBatchBody } from './several.ts'

type BatchBody = ReturnType<typeof toBatchBody>

interface Press {
  readonly body: BatchBody
  readonly key: string
}

/** Times that a request is sent again whose answer was lost. */
const again = 2

/** Runs a workflow with every choice of values; each press is one batch. */
export function useSendBatch(onAccepted: (id: string) => void) {
  const client = useQueryClient()
  const announce = useAnnounce()
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: ({ body, key }: Press) =>
      answer(api.batch.$post({ json: body }, { headers: { 'idempotency-key': key } })),
    retry: (count, problem) =>
      count < again && problem instanceof ApiProblem && problem.status === 0,
    onSuccess: ({ batch_id: id, queued_images: count }) => {
      announce(`Accepted: ${count} runs are in the queue.`)
      onAccepted(id)
      return client.invalidateQueries({ queryKey: ['groups'] })
    },
  })
  return {
    isSending: isPending,
    problem: error ?? undefined,
    forget: reset,
    send: (body: BatchBody) => mutate({ body, key: requestKey() }),
  }
}

/** A batch as it stands, with its jobs from a place on. */
export const useBatch = (id: string, from: number) =>
  useQuery({
    queryKey: ['groups', 'batch', id, from],
    queryFn: () =>
      answer(
        // The types of this route know no query, so that nobody has to send one.
        api.batch[':batch_id'].$get(
          { param: { batch_id: id } },
          {
            fetch: (url: RequestInfo | URL, init?: RequestInit) =>
              fetch(`${String(url)}?from=${from}`, init),
          },
        ),
      ),
    placeholderData: keepPreviousData,
  })
