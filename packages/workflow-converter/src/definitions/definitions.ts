import { isRecord } from '@darkroom/foundation'
import { member } from '../json-values.ts'
import type { NodeDefinition } from './node-definition.ts'
import { readDefinition } from './read-definition.ts'

/** The classes that a server has. Each is read when it is first asked for, and then kept. */
export interface Definitions {
  get(type: string): NodeDefinition | undefined
  /** Every class name, for proposals. */
  readonly types: readonly string[]
}

/**
 * Takes answers of `GET /object_info`, parsed and unchecked: one, or several that complete each other; the first one
 * that has a class is believed.
 */
export function createDefinitions(...answers: readonly unknown[]): Definitions {
  const told = answers.filter(isRecord)
  const known = new Map<string, NodeDefinition | undefined>()
  const read = (type: string): NodeDefinition | undefined => {
    const entry = told.map((answer) => member(answer, type)).find(isRecord)
    return entry === undefined ? undefined : readDefinition(type, entry)
  }
  return {
    get(type) {
      if (!known.has(type)) known.set(type, read(type))
      return known.get(type)
    },
    get types() {
      return [...new Set(told.flatMap(Object.keys))]
    },
  }
}
