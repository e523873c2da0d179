import { createContext, type ReactNode, use, useCallback, useState } from 'react'

const AnnounceContext = createContext<(text: string) => void>(() => {})

/** Says a short sentence to screen readers when they have a moment. */
export const useAnnounce = () => use(AnnounceContext)

/** The polite live region of the page; `KitProvider` has it. */
export const Announcer = ({ children }: { readonly children: ReactNode }) => {
  const [said, setSaid] = useState({ text: '', count: 0 })
  const announce = useCallback(
    (text: string) => setSaid(({ count }) => ({ text, count: count + 1 })),
    [],
  )
  return (
    <AnnounceContext value={announce}>
      {children}
      <div role="status" aria-live="polite" aria-atomic className="visually-hidden">
        {/* A new element each time, so that the same sentence is said again. */}
        <span key={said.count}>{said.text}</span>
      </div>
    </AnnounceContext>
  )
}
