import { createStore, type Store } from './store.ts'

const key = 'darkroom.token'

const read = (): string | undefined =>
  sessionStorage.getItem(key) ?? localStorage.getItem(key) ?? undefined

/** The API token, where the server wants one and the person has given it. */
export const token: Store<string | undefined> = createStore(read())

/** Whether the server refused a request for want of the token: the page then shows the login. */
export const isLocked: Store<boolean> = createStore(false)

/** Keeps the token for this tab, or on this machine. */
export function keepToken(
  value: string,
  { onThisMachine }: { readonly onThisMachine: boolean },
): void {
  forgetToken()
  const storage = onThisMachine ? localStorage : sessionStorage
  storage.setItem(key, value)
  token.set(value)
}

export function forgetToken(): void {
  sessionStorage.removeItem(key)
  localStorage.removeItem(key)
  token.set(undefined)
}

/** The header that carries the token, in the bytes of UTF-8, whatever characters it has. */
export const authorization = (): Record<string, string> => {
  const value = token.get()
  if (value === undefined) return {}
  return { authorization: `Bearer ${String.fromCharCode(...new TextEncoder().encode(value))}` }
}
