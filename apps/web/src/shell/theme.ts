import { createStore, type Store } from '../api/store.ts'

export type Theme = 'system' | 'light' | 'dark'

const key = 'darkroom.theme'

const read = (): Theme => {
  const kept = localStorage.getItem(key)
  return kept === 'light' || kept === 'dark' ? kept : 'system'
}

/** Light or dark as the system has it, unless the person chose. */
export const theme: Store<Theme> = createStore(read())

const show = (): void => {
  const value = theme.get()
  if (value === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = value
}

/** Shows the page in its theme from now on, and keeps what the person chooses. */
export function followTheme(): void {
  show()
  theme.subscribe(() => {
    show()
    localStorage.setItem(key, theme.get())
  })
}
