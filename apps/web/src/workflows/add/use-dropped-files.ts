import { useEffect, useEffectEvent, useState } from 'react'
import type { Sent } from './use-add-workflow.ts'

const hasFiles = ({ dataTransfer }: DragEvent): boolean =>
  dataTransfer?.types.includes('Files') ?? false

export const toSent = (files: Iterable<File>): readonly Sent[] =>
  [...files].map((file) => ({ file, fileName: file.name }))

/** Whether what is typed or pasted there is the element's own. */
const takesText = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('input, textarea, [contenteditable]') !== null

const looksLikeJson = (text: string): boolean => text.trimStart().startsWith('{')

/** Takes files that are dropped anywhere on the page, or pasted, and pasted JSON. @returns whether files hang over the page. */
export function useDroppedFiles(onFiles: (files: readonly Sent[]) => void): boolean {
  const [isOver, setOver] = useState(false)
  const take = useEffectEvent(onFiles)
  useEffect(() => {
    const ends = new AbortController()
    const options = { signal: ends.signal }
    const over = (event: DragEvent) => {
      if (event.defaultPrevented || !hasFiles(event)) return
      event.preventDefault()
      setOver(true)
    }
    addEventListener('dragenter', over, options)
    addEventListener('dragover', over, options)
    addEventListener(
      'dragleave',
      (event) => {
        if (event.relatedTarget === null) setOver(false)
      },
      options,
    )
    addEventListener(
      'drop',
      (event) => {
        setOver(false)
        if (event.defaultPrevented || !hasFiles(event)) return
        event.preventDefault()
        take(toSent(event.dataTransfer?.files ?? []))
      },
      options,
    )
    addEventListener(
      'paste',
      (event) => {
        if (event.defaultPrevented || takesText(event.target)) return
        const { files } = event.clipboardData ?? {}
        const text = event.clipboardData?.getData('text') ?? ''
        if (files !== undefined && files.length > 0) take(toSent(files))
        else if (looksLikeJson(text)) take([{ file: new Blob([text]), fileName: 'pasted.json' }])
      },
      options,
    )
    return () => ends.abort()
  }, [])
  return isOver
}
