import type { Context } from 'hono'
import type { AppEnv } from './env.ts'
import { ProblemError } from './problem.ts'

/**
 * Whether nobody waits for the answer any more. Whatever fails then fails because of that: a body that broke off, or
 * work that was stopped for it.
 */
export const hasGone = ({ env }: Context<AppEnv>): boolean => {
  const { incoming, outgoing } = env ?? {}
  return (
    incoming?.socket.destroyed === true ||
    outgoing?.destroyed === true ||
    (incoming?.destroyed === true && !incoming.complete)
  )
}

/** The problem of a request whose client has gone. Nobody reads it but the log. */
export const clientGone = (cause: unknown): ProblemError =>
  new ProblemError(400, 'client_gone', 'The client went away before its request was answered.', {
    cause,
  })
