import { useEffect, useState } from 'react'

/** Code that comes when it is first needed. */
export interface Later<T> {
  /** What has come; undefined until then. */
  get(): T | undefined
  /** Has it come. When that fails, the next need tries again. */
  load(): Promise<T>
}

export function createLater<T>(bring: () => Promise<T>): Later<T> {
  let value: T | undefined
  let coming: Promise<T> | undefined
  const load = async (): Promise<T> => {
    coming ??= bring()
    try {
      value = await coming
      return value
    } finally {
      coming = undefined
    }
  }
  return { get: () => value, load: () => (value === undefined ? load() : Promise.resolve(value)) }
}

/** Milliseconds after which code is asked for again when the server did not give it, as while it starts anew. */
const againMs = 2000

/**
 * The code from the moment it is wanted and there; it stays then. Unlike with `lazy`, a failure takes nothing from the page: with `onFail`
 * the next wish tries again, and without it the next moment.
 */
export function useLater<T>(
  later: Later<T>,
  wanted: boolean,
  onFail?: () => void,
): { readonly value: T | undefined } {
  const [given, setGiven] = useState<{ readonly value: T | undefined }>(() => ({
    value: wanted ? later.get() : undefined,
  }))
  const needs = wanted && given.value === undefined
  useEffect(() => {
    if (!needs) return
    let isOver = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const bring = (): void => {
      later.load().then(
        (value) => {
          if (!isOver) setGiven({ value })
        },
        () => {
          if (isOver) return
          if (onFail === undefined) timer = setTimeout(bring, againMs)
          else onFail()
        },
      )
    }
    // Not within the event that wants it: to what comes, the end of that press would be one beside it.
    timer = setTimeout(bring)
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [needs, later])
  return given
}
