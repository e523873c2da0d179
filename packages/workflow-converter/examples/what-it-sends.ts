import { readFileSync } from 'node:fs'
import { createConverter, readEditorWorkflow } from '@darkroom/workflow-converter'

// node examples/what-it-sends.ts workflow.json object_info.json
const [workflowPath = '', infoPath = ''] = process.argv.slice(2)
const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'))

const converter = createConverter(read(infoPath))
const reading = readEditorWorkflow(read(workflowPath))
if (reading.workflow === undefined) throw new Error(reading.problem.message)

const { prompt, problems, values } = converter.convert(reading.workflow, { now: new Date() })
for (const { message } of problems) console.log(message)
console.log(`${Object.keys(prompt).length} nodes; what can be changed:`)
for (const { path, name, value, goesTo } of values) {
  const targets = goesTo.map(({ node, input }) => `${node}.${input}`).join(', ')
  console.log(`  ${path}.${name} = ${JSON.stringify(value)} → ${targets}`)
}
