const prefix = 'darkroom.'
const token = 'darkroom.token'

/** Removes all that the page kept in this browser, but the token. */
export function forgetAll(): void {
  for (const storage of [localStorage, sessionStorage]) {
    const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '')
    for (const key of keys) {
      if (key.startsWith(prefix) && key !== token) storage.removeItem(key)
    }
  }
}
