import { useEffect, useRef, useState } from 'react'
import { useAnnounce } from '../ui/announce.tsx'
import { type Problem, problemOf } from '../ui/problem.ts'
import type { PictureReference } from './picture-reference.ts'
import { uploadPicture } from './upload.ts'

const isAbort = (cause: unknown): boolean => cause instanceof Error && cause.name === 'AbortError'

export interface Uploads {
  /** How much has gone, from 0 to 1; undefined while nothing is sent. */
  readonly progress: number | undefined
  readonly problem: Problem | undefined
  /** Sends the files one after another, and hands over the references of those that came through. */
  readonly send: (files: readonly File[]) => void
  readonly refuse: (detail: string) => void
  readonly cancel: () => void
  readonly forget: () => void
}

/** Sends pictures to Darkroom; what is on its way is given up when the component goes. */
export function useUploads(onDone: (references: readonly PictureReference[]) => void): Uploads {
  const announce = useAnnounce()
  const [progress, setProgress] = useState<number>()
  const [problem, setProblem] = useState<Problem>()
  const running = useRef<AbortController>(undefined)
  useEffect(() => () => running.current?.abort(), [])

  const sendAll = async (files: readonly File[]): Promise<void> => {
    running.current?.abort()
    const controller = new AbortController()
    running.current = controller
    const { signal } = controller
    setProblem(undefined)
    setProgress(0)
    const done: PictureReference[] = []
    try {
      for (const [index, file] of files.entries()) {
        const onProgress = (part: number): void => {
          if (!signal.aborted) setProgress((index + part) / files.length)
        }
        const { reference } = await uploadPicture(file, { signal, onProgress })
        done.push(reference)
      }
    } catch (cause) {
      if (!isAbort(cause)) setProblem(problemOf(cause))
    }
    if (running.current !== controller) return
    running.current = undefined
    setProgress(undefined)
    if (signal.aborted || done.length === 0) return
    announce(done.length === 1 ? 'Picture added.' : `${done.length} pictures added.`)
    onDone(done)
  }

  return {
    progress,
    problem,
    send: (files) => {
      if (files.length > 0) void sendAll(files)
    },
    refuse: (detail) =>
      setProblem({ detail, hint: 'PNG, JPEG, WebP, AVIF and GIF pictures can go in.' }),
    cancel: () => {
      running.current?.abort()
      running.current = undefined
      setProgress(undefined)
    },
    forget: () => setProblem(undefined),
  }
}
