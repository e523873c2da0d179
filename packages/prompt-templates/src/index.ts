export { PromptTemplatesError } from './errors.ts'
export {
  BrokenTemplateError,
  InvalidTemplateError,
  TemplateExistsError,
  TemplateNotFoundError,
  type TemplateProblem,
} from './templates/errors.ts'
export type { StoredTemplate, Template, TemplateLora } from './templates/template.ts'
export {
  type BrokenTemplate,
  createTemplateFiles,
  type SaveOptions,
  type TemplateFiles,
  type TemplateList,
} from './templates/template-files.ts'
export {
  EmptyWildcardError,
  ExpansionTooLargeError,
  InvalidSeedError,
  InvalidWildcardNameError,
  UnknownWildcardError,
  UnreadablePromptError,
  WildcardFileError,
  WildcardNestingError,
} from './wildcards/errors.ts'
export {
  type Choice,
  type ExpandOptions,
  type Expansion,
  expandPrompt,
} from './wildcards/expand-prompt.ts'
export type { BrokenWildcard } from './wildcards/list-wildcards.ts'
export {
  createWildcardFiles,
  type ExpandedPair,
  type PromptPair,
  type WildcardFiles,
} from './wildcards/wildcard-files.ts'
export { wildcardNames } from './wildcards/wildcard-names.ts'
