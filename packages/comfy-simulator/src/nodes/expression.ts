import { PyError } from '../python/convert.ts'

type Names = ReadonlyMap<string, number>

const functions: Readonly<Record<string, (...values: readonly number[]) => number>> = {
  sum: (...values) => values.reduce((total, value) => total + value, 0),
  min: Math.min,
  max: Math.max,
  abs: Math.abs,
  round: (value = 0, digits = 0) => roundHalfEven(value * 10 ** digits) / 10 ** digits,
  pow: (base = 0, exponent = 0) => base ** exponent,
  sqrt: Math.sqrt,
  ceil: Math.ceil,
  floor: Math.floor,
  log: (value = 0, base = Math.E) => Math.log(value) / Math.log(base),
  log2: Math.log2,
  log10: Math.log10,
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  int: Math.trunc,
  float: (value = 0) => value,
}

/** Python rounds halves to the even neighbour. */
const roundHalfEven = (value: number): number => {
  const rounded = Math.round(value)
  return Math.abs(value % 1) === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded
}

/** Operators by how tightly they bind, loosest first. */
const levels: readonly Readonly<Record<string, (left: number, right: number) => number>>[] = [
  { or: (left, right) => left || right },
  { and: (left, right) => left && right },
  {
    '==': (left, right) => Number(left === right),
    '!=': (left, right) => Number(left !== right),
    '<=': (left, right) => Number(left <= right),
    '>=': (left, right) => Number(left >= right),
    '<': (left, right) => Number(left < right),
    '>': (left, right) => Number(left > right),
  },
  { '+': (left, right) => left + right, '-': (left, right) => left - right },
  {
    '*': (left, right) => left * right,
    '//': (left, right) => Math.floor(divide(left, right)),
    '/': (left, right) => divide(left, right),
    '%': (left, right) => left - right * Math.floor(divide(left, right)),
  },
]

/** The level of comparisons, which bind tighter than `not`. */
const comparison = 2

const divide = (left: number, right: number): number => {
  if (right === 0) throw new PyError('ZeroDivisionError', 'division by zero')
  return left / right
}

class Parser {
  readonly #tokens: readonly string[]
  readonly #names: Names
  #at = 0

  constructor(text: string, names: Names) {
    this.#tokens = text.match(/\d+\.?\d*(?:e[+-]?\d+)?|\.\d+|\w+|\*\*|\/\/|[<>=!]=|\S/gi) ?? []
    this.#names = names
  }

  whole(): number {
    const value = this.#choice()
    if (this.#at < this.#tokens.length) throw this.#problem()
    return value
  }

  /** `a if condition else b`. */
  #choice(): number {
    const value = this.#binary(0)
    if (!this.#take('if')) return value
    const condition = this.#binary(0)
    this.#expect('else')
    const other = this.#choice()
    return condition === 0 ? other : value
  }

  #binary(level: number): number {
    const operators = levels[level]
    if (operators === undefined) return this.#unary()
    let value = this.#binary(level + 1)
    for (;;) {
      const operate = operators[this.#tokens[this.#at] ?? '']
      if (operate === undefined) return value
      this.#at += 1
      value = operate(value, this.#binary(level + 1))
    }
  }

  #unary(): number {
    if (this.#take('-')) return -this.#unary()
    if (this.#take('+')) return this.#unary()
    if (this.#take('not')) return Number(this.#binary(comparison) === 0)
    const base = this.#atom()
    return this.#take('**') ? base ** this.#unary() : base
  }

  #atom(): number {
    const token = this.#tokens[this.#at] ?? ''
    this.#at += 1
    if (token === '(') {
      const value = this.#choice()
      this.#expect(')')
      return value
    }
    if (/^[\d.]/.test(token)) return Number(token)
    if (this.#take('(')) return this.#call(token)
    if (token === 'True' || token === 'False') return Number(token === 'True')
    const value = this.#names.get(token)
    if (value === undefined) throw new PyError('NameNotDefined', `'${token}' is not defined`)
    return value
  }

  #call(name: string): number {
    const run = functions[name]
    if (run === undefined) {
      throw new PyError('FunctionNotDefined', `Function '${name}' not defined`)
    }
    const values: number[] = []
    while (!this.#take(')')) {
      values.push(this.#choice())
      if (!this.#take(',') && this.#tokens[this.#at] !== ')') throw this.#problem()
    }
    return run(...values)
  }

  #take(token: string): boolean {
    if (this.#tokens[this.#at] !== token) return false
    this.#at += 1
    return true
  }

  #expect(token: string): void {
    if (!this.#take(token)) throw this.#problem()
  }

  #problem(): PyError {
    return new PyError('SyntaxError', `invalid syntax at '${this.#tokens[this.#at] ?? ''}'`)
  }
}

/** Works out a Python expression of numbers. Raises as Python does. */
export const evaluate = (text: string, names: Names): number => {
  if (text.trim() === '') throw new PyError('ValueError', 'Expression cannot be empty.')
  return new Parser(text, names).whole()
}
