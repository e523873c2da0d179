import { PyError, toFloat, toInt } from '../python/convert.ts'
import { str } from '../python/repr.ts'
import { isTrue, type PyValue } from '../python/value.ts'
import type { NodeValue } from './values.ts'

type Kind = NodeValue['kind']
type ValueOf<K extends Kind> = Extract<NodeValue, { kind: K }>

const isKind = <K extends Kind>(
  value: NodeValue | undefined,
  kinds: readonly K[],
): value is ValueOf<K> => value !== undefined && kinds.some((kind) => kind === value.kind)

/** The inputs of one node at run time; asking for the wrong kind raises as Python would. */
export class NodeInputs {
  readonly #values: ReadonlyMap<string, NodeValue>

  constructor(values: ReadonlyMap<string, NodeValue>) {
    this.#values = values
  }

  get<K extends Kind>(name: string, ...kinds: readonly K[]): ValueOf<K> {
    const value = this.#values.get(name)
    if (isKind(value, kinds)) return value
    throw new PyError(
      'TypeError',
      `'${name}' is ${value?.kind ?? 'NoneType'}, not ${kinds.join(' or ')}`,
    )
  }

  has(name: string): boolean {
    return this.#values.has(name)
  }

  literal(name: string): PyValue {
    const value = this.#values.get(name)
    return value?.kind === 'LITERAL' ? value.value : null
  }

  text(name: string): string {
    return str(this.literal(name))
  }

  integer(name: string): number {
    return Number(toInt(this.literal(name)))
  }

  /** The seed with every digit, for seeds above 2^53. */
  seed(name: string): string {
    return String(toInt(this.literal(name)))
  }

  number(name: string): number {
    return toFloat(this.literal(name)).value
  }

  flag(name: string): boolean {
    return isTrue(this.literal(name))
  }
}
