import { answer } from './answer.ts'
import { ApiProblem } from './api-problem.ts'
import { api } from './client.ts'
import { createStore, type Store } from './store.ts'
import { forgetToken, isLocked, keepToken, token } from './token.ts'

/** Whether pictures may be asked for: with a token that was kept, only once its session is open. */
export const isReady: Store<boolean> = createStore(token.get() === undefined)

/** Milliseconds after which a session is opened anew; it lasts an hour. */
const renewMs = 30 * 60_000

let openedAt = 0

const open = (): Promise<unknown> => answer(api.session.$post())

/**
 * Opens a session: the cookie by which `<img>`, `<video>`, links and event streams are let in. Where the server wants no token it does
 * nothing. A token that is refused locks the page.
 */
export async function renewSession(): Promise<void> {
  try {
    await open()
    openedAt = Date.now()
  } catch (error) {
    // A server that does not answer is asked again with the next stream; a refusal has locked the page by now.
    if (!(error instanceof ApiProblem)) throw error
  } finally {
    isReady.set(true)
  }
}

/** Renews the session in time, also after this machine slept. @returns what ends it. */
export function keepSession(): () => void {
  const renewOld = (): void => {
    const isOld = Date.now() - openedAt >= renewMs
    if (token.get() !== undefined && isOld && document.visibilityState === 'visible') {
      void renewSession()
    }
  }
  renewOld()
  const timer = setInterval(renewOld, renewMs / 10)
  document.addEventListener('visibilitychange', renewOld)
  return () => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', renewOld)
  }
}

/**
 * Logs in with the token of the server.
 *
 * @throws ApiProblem when it is wrong, or the server does not answer; then nothing is kept.
 */
export async function logIn(
  value: string,
  { onThisMachine }: { readonly onThisMachine: boolean },
): Promise<void> {
  keepToken(value, { onThisMachine })
  try {
    await open()
  } catch (error) {
    forgetToken()
    throw error
  }
  openedAt = Date.now()
  isReady.set(true)
  isLocked.set(false)
}

/**
 * Ends the session and forgets the token.
 *
 * @throws ApiProblem when the server does not answer: then its cookie opens reading until the hour is over, and nothing is forgotten.
 */
export async function logOut(): Promise<void> {
  await answer(api.session.$delete())
  forgetToken()
  isLocked.set(true)
}
