import {
  type Case,
  convertCase,
  corpusFolder,
  createConverters,
  judge,
  type Outcome,
  readCorpus,
} from '../test/corpus.ts'

// node --conditions=@darkroom/source scripts/compare-corpus.ts [FOLDER] [--differences]
const folder = process.argv.slice(2).find((argument) => !argument.startsWith('--')) ?? corpusFolder
const isTold = process.argv.includes('--differences')
const corpus = readCorpus(folder)
const converterOf = createConverters(folder)

console.log(
  '| | cases | equal | classes not in object_info, the rest equal | refused for another reason | different |\n|---|---|---|---|---|---|',
)
const row = (label: string, cases: readonly Case[]): void => {
  const outcomes = cases.map((it) => ({ it, outcome: judge(it, convertCase(it, converterOf)) }))
  const count = (is: (outcome: Outcome) => boolean): number =>
    outcomes.filter(({ outcome }) => is(outcome)).length
  const counts = [
    cases.length,
    count(({ kind }) => kind === 'equal'),
    count((outcome) => outcome.kind === 'refused' && outcome.isRestEqual),
    count((outcome) => outcome.kind === 'refused' && !outcome.isRestEqual),
    count(({ kind }) => kind === 'different'),
  ]
  console.log(`| ${label} | ${counts.join(' | ')} |`)
  if (isTold) for (const { it, outcome } of outcomes) tell(it, outcome)
}

function tell({ name, status }: Case, outcome: Outcome): void {
  if (outcome.kind === 'equal') return
  const lines = outcome.kind === 'refused' ? outcome.reasons : outcome.differences
  console.log(`  ${name} (${status}) ${outcome.kind}: ${lines.length}`)
  for (const line of lines.slice(0, 6)) console.log(`    ${line.slice(0, 300)}`)
}

row('probes', corpus.probes)
row("templates, against the editor's own code", corpus.templates)
row("pairs, against the editor's own code", corpus.editorPairs)
for (const status of [...new Set(corpus.pairs.map((pair) => pair.status))].toSorted()) {
  row(
    `pairs, ${status}`,
    corpus.pairs.filter((pair) => pair.status === status),
  )
}
