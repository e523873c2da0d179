/** The configuration is wrong: `problems` has one line for each wrong value, naming key, value and place. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly problems: readonly string[]

  constructor(problems: readonly string[], options?: { cause?: unknown }) {
    super(`The configuration is wrong:\n${problems.map((line) => `  ${line}`).join('\n')}`, options)
    this.problems = problems
  }
}
