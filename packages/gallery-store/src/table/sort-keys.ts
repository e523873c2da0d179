import { Buffer } from 'node:buffer'
import type { GallerySort } from '../gallery-query.ts'
import type { EntryTable } from './entry-table.ts'
import { compareIdWords, type IdWords } from './id-words.ts'

/** The position of an entry in an order, which remains valid after the entry is gone. */
export interface SortPosition {
  readonly value: number | string
  readonly createdMs: number
  readonly id: IdWords
}

/** A total order of the slots: by value, then time, then id. */
export interface SortKey {
  compare(a: number, b: number): number
  comparePosition(slot: number, position: SortPosition): number
  /** The value of a slot; prompts as base64 of their sort key. */
  value(slot: number): number | string
}

interface PrimaryKey {
  compare(a: number, b: number): number
  compareValue(slot: number, value: number | string): number
  value(slot: number): number | string
}

export function createSortKey(table: EntryTable, sortBy: GallerySort): SortKey {
  const primary = primaryKey(table, sortBy)
  return {
    compare: (a, b) => primary.compare(a, b) || byTime(table, a, b),
    comparePosition: (slot, { value, createdMs, id }) =>
      primary.compareValue(slot, value) ||
      (table.columns.createdMs[slot] ?? 0) - createdMs ||
      compareIdWords(table.idWords(slot), id),
    value: primary.value,
  }
}

function byTime(table: EntryTable, a: number, b: number): number {
  const { createdMs, idHigh, idMiddle, idLow } = table.columns
  return (
    difference(createdMs, a, b) ||
    difference(idHigh, a, b) ||
    difference(idMiddle, a, b) ||
    difference(idLow, a, b)
  )
}

function difference(column: Uint32Array | Float64Array, a: number, b: number): number {
  return (column[a] ?? 0) - (column[b] ?? 0)
}

function primaryKey(table: EntryTable, sortBy: GallerySort): PrimaryKey {
  switch (sortBy) {
    case 'timestamp':
      return { compare: () => 0, compareValue: () => 0, value: () => 0 }
    case 'filesize':
      return {
        compare: (a, b) => difference(table.columns.size, a, b),
        compareValue: (slot, value) => (table.columns.size[slot] ?? 0) - Number(value),
        value: (slot) => table.columns.size[slot] ?? 0,
      }
    case 'model':
      return modelKey(table)
    case 'prompt':
      return promptOrder(table)
  }
}

function modelKey(table: EntryTable): PrimaryKey {
  const { model } = table.dictionaries
  const name = (slot: number): string => model.value(table.columns.model[slot])
  return {
    compare: (a, b) => {
      const ids = table.columns.model
      const ranks = model.ranks()
      return (ranks[ids[a] ?? 0] ?? 0) - (ranks[ids[b] ?? 0] ?? 0)
    },
    compareValue: (slot, value) => compareTexts(name(slot), String(value)),
    value: name,
  }
}

function compareTexts(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

function promptOrder(table: EntryTable): PrimaryKey {
  const { keys } = table.prompts
  const prompt = (slot: number): number => table.columns.prompt[slot] ?? 0
  return {
    compare: (a, b) => keys.compare(prompt(a), prompt(b)),
    compareValue: (slot, value) =>
      Buffer.compare(keys.key(prompt(slot)), Buffer.from(String(value), 'base64url')),
    value: (slot) => keys.key(prompt(slot)).toString('base64url'),
  }
}
