const entryLimit = 4096
const keyLimit = 64

/**
 * A question about a name whose answer is kept: graphs use the same few hundred names again and again, and asking regular
 * expressions costs more than all else in reading one.
 */
export function remembered<T>(ask: (name: string) => T): (name: string) => T {
  const answers = new Map<string, { readonly answer: T }>()
  return (name) => {
    const known = answers.get(name)
    if (known !== undefined) return known.answer
    const answer = ask(name)
    if (name.length <= keyLimit && answers.size < entryLimit) answers.set(name, { answer })
    return answer
  }
}
