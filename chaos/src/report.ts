import { type Invariant, invariants, type Tally } from './referee/tally.ts'

const isInvariant = (name: string): name is Invariant => name in invariants

/** A table of how often each invariant was checked. */
export function report(tally: Tally): string {
  const rows = Object.entries(invariants).flatMap(([name, meaning]) =>
    isInvariant(name) && tally.checked(name) > 0
      ? [`| ${name} | ${meaning} | ${tally.checked(name)} | ${tally.violated(name)} |`]
      : [],
  )
  const numbers = [...tally.numbers].map(([name, count]) => `${name}: ${count}`).sort()
  return [
    '| | invariant | checked | violated |',
    '|---|---|---:|---:|',
    ...rows,
    '',
    numbers.join(' · '),
    ...tally.violations.map(
      ({ invariant, run, detail }) => `\n${invariant} VIOLATED (${run}): ${detail}`,
    ),
  ].join('\n')
}
