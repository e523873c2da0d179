import { type RefObject, useEffect, useState } from 'react'

/** How many columns of a width an element has room for. */
export function useColumns(element: RefObject<HTMLElement | null>, width: number): number {
  const [columns, setColumns] = useState(4)
  useEffect(() => {
    const watched = element.current
    if (watched === null) return
    const observer = new ResizeObserver(() =>
      setColumns(Math.max(2, Math.floor(watched.clientWidth / width))),
    )
    observer.observe(watched)
    return () => observer.disconnect()
  }, [element, width])
  return columns
}
