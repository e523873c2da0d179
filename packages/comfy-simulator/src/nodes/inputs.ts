import { PyError, toFloat, toInt } from '../python/convert.ts'
import { str } from '../python/repr.ts'
import { isDict, isTrue, type PyDict, type PyValue } from '../python/value.ts'
import { type NamedValue, type NodeValue, typeOf } from './values.ts'

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

  get values(): readonly NodeValue[] {
    return [...this.#values.values()]
  }

  get entries(): Iterable<readonly [string, NodeValue]> {
    return this.#values
  }

  get<K extends Kind>(name: string, ...kinds: readonly K[]): ValueOf<K> {
    const value = this.#values.get(name)
    if (isKind(value, kinds)) return value
    const found = value === undefined ? 'NoneType' : typeOf(value)
    throw new PyError('TypeError', `'${name}' is ${found}, not ${kinds.join(' or ')}`)
  }

  /** A value of a type that only has a name, such as `VAE`. */
  named(name: string, type: string): NamedValue {
    const value = this.#values.get(name)
    if (value?.kind === 'NAMED' && value.type === type) return value
    const found = value === undefined ? 'NoneType' : typeOf(value)
    throw new PyError('TypeError', `'${name}' is ${found}, not ${type}`)
  }

  /** Every input of this kind, in order. */
  all<K extends Kind>(kind: K): readonly ValueOf<K>[] {
    return this.values.filter((value) => isKind(value, [kind]))
  }

  /** Every value of a type that only has a name, in order. */
  ofType(type: string): readonly NamedValue[] {
    return this.all('NAMED').filter((value) => value.type === type)
  }

  find(name: string): NodeValue | undefined {
    return this.#values.get(name)
  }

  has(name: string): boolean {
    return this.#values.has(name)
  }

  literal(name: string): PyValue {
    const value = this.#values.get(name)
    if (value?.kind === 'UNKNOWN') {
      throw new PyError(
        'NotImplementedError',
        `The simulator does not work out what ${value.nodeClass} puts into '${name}'`,
      )
    }
    return value?.kind === 'LITERAL' ? value.value : null
  }

  text(name: string): string {
    return str(this.literal(name))
  }

  integer(name: string, unless?: number): number {
    return unless !== undefined && !this.has(name) ? unless : Number(toInt(this.literal(name)))
  }

  /** The seed with every digit, for seeds above 2^53. */
  seed(name: string): string {
    return String(toInt(this.literal(name)))
  }

  number(name: string, unless?: number): number {
    return unless !== undefined && !this.has(name) ? unless : toFloat(this.literal(name)).value
  }

  flag(name: string, unless = false): boolean {
    return this.has(name) ? isTrue(this.literal(name)) : unless
  }

  dict(name: string): PyDict {
    const value = this.literal(name)
    return isDict(value) ? value : new Map()
  }
}
