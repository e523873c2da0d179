import type { FieldRefusal } from '../../ui/problem.ts'

const isAt = (path: string, { path: own }: FieldRefusal): boolean =>
  own === path || own.startsWith(`${path}.`)

/** What is wrong with what is said of an input. */
export const problemsOf = (problems: readonly FieldRefusal[], key: string) =>
  problems.filter((problem) => isAt(`inputs.${key}`, problem))

/** What is wrong with one of its fields. */
export const problemsOfField = (problems: readonly FieldRefusal[], key: string, field: string) =>
  problems.filter((problem) => isAt(`inputs.${key}.${field}`, problem))

/** Whether something is wrong with what is said of inputs that there are; what is said of others does no harm. */
export const notFitting =
  (keys: readonly string[]) =>
  (problem: FieldRefusal): boolean =>
    keys.some((key) => isAt(`inputs.${key}`, problem))
