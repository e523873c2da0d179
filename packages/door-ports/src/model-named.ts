import type { Model } from './models.ts'

type Named = Pick<Model, 'filename' | 'displayName'>

/** One spelling of a path for all systems. */
const withSlashes = (name: string): string => name.replaceAll('\\', '/')

/** What a model may be called, the most exact name first. */
const namesOf = ({ filename, displayName }: Named): readonly string[] => [
  withSlashes(filename),
  displayName,
  withSlashes(filename).slice(withSlashes(filename).lastIndexOf('/') + 1),
  displayName.slice(displayName.lastIndexOf('/') + 1),
]

const exactly = (name: string): string => name
const inLowerCase = (name: string): string => name.toLowerCase()

/**
 * The model of a name: its file, its file without the ending, or either without the folder; written as it is, else in whichever
 * case. The most exact of these counts before the order of the models.
 */
export function modelNamed<M extends Named>(name: string, models: readonly M[]): M | undefined {
  for (const spelt of [exactly, inLowerCase]) {
    const wanted = spelt(withSlashes(name.trim()))
    for (const place of [0, 1, 2, 3]) {
      const found = models.find((model) => spelt(namesOf(model)[place] ?? '') === wanted)
      if (found !== undefined) return found
    }
  }
  return undefined
}
