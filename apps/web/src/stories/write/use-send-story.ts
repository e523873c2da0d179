import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useLocation } from 'wouter'
import { answer } from '../../api/answer.ts'
import { ApiProblem } from '../../api/api-problem.ts'
import { api } from '../../api/client.ts'
import { requestKey } from '../../api/request-key.ts'
import type { SequenceRequest } from '../../api/types.ts'
import { useAnnounce } from '../../ui/announce.tsx'
import { sequenceAddress } from './addresses.ts'
import { forgetDraft } from './kept-drafts.ts'
import type { SentFrame } from './story-problems.ts'
import { newStoryKey } from './use-new-story.ts'

export interface Wish {
  /** The id of the draft, which is done with when it was accepted. */
  readonly draft: string
  readonly body: SequenceRequest
  /** In their order: what is refused is told by places. */
  readonly frames: readonly SentFrame[]
}

const noFrames: readonly SentFrame[] = []

interface Sent extends Wish {
  /** However often it is sent, it is one sequence. */
  readonly key: string
}

/** Times that a request is sent again whose answer was lost. */
const again = 2

const isLost = (error: Error): boolean => error instanceof ApiProblem && error.status === 0

const mayPass = ({ isPassing, status }: ApiProblem): boolean =>
  isPassing || status === 429 || status === 507

/** Sends a story to be made. A press is one sequence, however often it has to be sent; then its pictures are shown. */
export function useSendStory() {
  const client = useQueryClient()
  const announce = useAnnounce()
  const [, navigate] = useLocation()
  const { mutate, reset, isPending, error, variables } = useMutation({
    mutationFn: ({ body, key }: Sent) =>
      answer(api.sequence.generate.$post({ json: body }, { headers: { 'idempotency-key': key } })),
    retry: (count, problem) => count < again && isLost(problem),
    onSuccess: (_, { draft, body }) => {
      const count = body.prompts.length
      announce(count === 1 ? 'Accepted: one frame.' : `Accepted: ${count} frames.`)
      forgetDraft(draft)
      // The next story is another one.
      localStorage.removeItem(newStoryKey)
      for (const key of ['jobs', 'groups']) void client.invalidateQueries({ queryKey: [key] })
    },
  })
  // Who has gone to another view meanwhile is left there.
  const run = (sent: Sent): void =>
    mutate(sent, {
      onSuccess: ({ sequence_id }) => navigate(sequenceAddress(sequence_id), { replace: true }),
    })
  return {
    isSending: isPending,
    problem: error ?? undefined,
    /** The frames that were sent last. */
    sent: variables?.frames ?? noFrames,
    send: (wish: Wish): void => run({ ...wish, key: requestKey() }),
    /** Sends what failed once more, under its own key; only where that may end otherwise. */
    retry:
      variables !== undefined && error instanceof ApiProblem && mayPass(error)
        ? () => run(variables)
        : undefined,
    forget: reset,
  }
}
