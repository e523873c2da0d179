import { readEditorWorkflow } from '../src/index.ts'
import { createConverters, hasCorpus, readCorpus } from '../test/corpus.ts'

// node --conditions=@darkroom/source bench/convert.ts
const rounds = 20
const folder = process.argv[2]

if (!hasCorpus && folder === undefined) {
  console.log('the corpus of workflows is not here')
} else {
  const corpus = readCorpus(folder)
  const converterOf = createConverters(folder)
  for (const [label, cases] of [
    ['templates', corpus.templates],
    ['pairs', corpus.pairs],
  ] as const) {
    const times = cases.map(({ ui, objectInfo }) => {
      const converter = converterOf(objectInfo)
      const run = (): void => {
        const { workflow } = readEditorWorkflow(ui)
        if (workflow !== undefined) converter.convert(workflow)
      }
      run()
      const started = process.cpuUsage()
      for (let round = 0; round < rounds; round++) run()
      const { user, system } = process.cpuUsage(started)
      return (user + system) / 1000 / rounds
    })
    const sorted = times.toSorted((a, b) => a - b)
    const at = (share: number): string =>
      `${(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(2)} ms`
    console.log(
      `${label.padEnd(10)} ${cases.length} files, processor time to read and convert one: median ${at(0.5)}, 95 % ${at(0.95)}, longest ${at(1)}`,
    )
  }
}
