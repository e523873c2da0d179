import {
  DockerfileParser,
  From,
  type Instruction,
  ModifiableInstruction,
  PropertyInstruction,
} from 'dockerfile-ast'

export interface Step {
  readonly keyword: string
  /** What stands behind the keyword and its flags, on one line. */
  readonly text: string
  /** The same in words, without those of forms in JSON. */
  readonly words: readonly string[]
  readonly flags: Readonly<Record<string, string>>
  /** Of `ENV` and `LABEL`. */
  readonly values: Readonly<Record<string, string>>
}

export interface Stage {
  readonly name: string
  /** An image, or the name of a stage before. */
  readonly base: string
  readonly steps: readonly Step[]
}

const flagsOf = (instruction: Instruction): Record<string, string> =>
  instruction instanceof ModifiableInstruction
    ? Object.fromEntries(
        instruction.getFlags().map((flag) => [flag.getName(), flag.getValue() ?? '']),
      )
    : {}

const valuesOf = (instruction: Instruction): Record<string, string> =>
  instruction instanceof PropertyInstruction
    ? Object.fromEntries(
        instruction
          .getProperties()
          .map((property) => [property.getName(), property.getValue() ?? '']),
      )
    : {}

const toStep = (instruction: Instruction): Step => ({
  keyword: instruction.getKeyword(),
  text: instruction.getArgumentsContent() ?? '',
  words: instruction.getArguments().map((argument) => argument.getValue()),
  flags: flagsOf(instruction),
  values: valuesOf(instruction),
})

/** The stages of a Dockerfile with what is done in each; what comes before the first is left out. */
export function readDockerfile(text: string): readonly Stage[] {
  const stages: { name: string; base: string; steps: Step[] }[] = []
  for (const instruction of DockerfileParser.parse(text).getInstructions()) {
    if (instruction instanceof From) {
      const name = instruction.getBuildStage() ?? String(stages.length)
      stages.push({ name, base: instruction.getImage() ?? '', steps: [] })
    } else {
      stages.at(-1)?.steps.push(toStep(instruction))
    }
  }
  return stages
}
