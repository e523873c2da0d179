import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseAllDocuments } from 'yaml'
import { repository } from './image/build-context.ts'

export const readText = (path: string): string => readFileSync(join(repository, path), 'utf8')

/** The documents of a YAML file; a warning of the parser is an error here. */
export const readYaml = (path: string): readonly unknown[] => {
  const documents = parseAllDocuments(readText(path), { merge: true })
  return documents.map((document) => {
    const [problem] = [...document.errors, ...document.warnings]
    if (problem !== undefined) throw problem
    return document.toJS()
  })
}
