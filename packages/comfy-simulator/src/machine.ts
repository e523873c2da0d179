import { Pace } from './execution/pace.ts'
import { FaultBox } from './faults/faults.ts'
import { Folders } from './files/folders.ts'
import { ModelLists } from './files/model-lists.ts'
import { Catalog, type NodeClass } from './nodes/catalog.ts'
import type { ChoiceLists } from './nodes/choices.ts'
import type { CompleteOptions } from './options.ts'
import { Oracle } from './oracle.ts'
import { paintSubject } from './painting/compose.ts'
import { paintLandscape } from './painting/landscape.ts'
import type { Picture } from './painting/picture.ts'
import { paintPlain } from './painting/plain.ts'
import type { Subject } from './painting/subject.ts'
import { type Profile, profiles } from './profiles.ts'
import { str } from './python/repr.ts'
import type { ValidationWorld } from './validation/validate-node.ts'

/** The kind of file that a class looks for before it runs. */
const fileKinds: Readonly<Record<string, string>> = {
  LoadImage: 'image',
  LoadImageMask: 'image',
  LoadImageOutput: 'image',
  LoadVideo: 'video',
  LoadAudio: 'audio',
}

/** The parts of the server that survive a restart: disk, version, faults and log. */
export class Machine {
  readonly options: CompleteOptions
  readonly profile: Profile
  readonly faults: FaultBox
  readonly oracle: Oracle
  readonly catalog: Catalog
  readonly folders: Folders
  readonly models: ModelLists
  readonly paint: (subject: Subject) => Picture
  readonly pace: Pace

  constructor(options: CompleteOptions) {
    this.options = options
    this.profile = profiles[options.profile]
    this.faults = new FaultBox(options.faults)
    this.oracle = new Oracle(options.oracleLog)
    this.catalog = new Catalog(this.profile, options.customNodes)
    this.folders = new Folders({
      outputDirectory: options.outputDirectory,
      inputDirectory: options.inputDirectory,
    })
    this.models = new ModelLists(options.models, {
      profile: this.profile,
      windowsPaths: options.windowsPaths,
      inputDirectory: this.folders.root('input'),
    })
    const painter = options.paint === 'plain' ? paintPlain : paintLandscape
    this.paint = (subject) => paintSubject(painter, subject)
    this.pace = new Pace(options.stepsPerSecond)
  }

  /** The lists of files as they are now, changed by the faults. */
  choices(): ChoiceLists {
    const choices = this.models.choices()
    const many = this.faults.take('many-models')
    if (many === undefined) return choices
    const more = Array.from({ length: many.count }, (_, index) => `more/model_${index}.safetensors`)
    return new Map([...choices, ['checkpoints', [...(choices.get('checkpoints') ?? []), ...more]]])
  }

  /** The node classes with the files that exist now. */
  snapshot(choices: ChoiceLists = this.models.choices()): (name: string) => NodeClass | undefined {
    const known = new Map<string, NodeClass | undefined>()
    return (name) => {
      if (!known.has(name)) known.set(name, this.catalog.classOf(name, choices))
      return known.get(name)
    }
  }

  /** Empties the input folder, if a fault says so at this moment. */
  loseUploads(moment: 'prompt' | 'start' | 'restart'): void {
    if (this.faults.take('uploads-lost', ({ at }) => at === moment) === undefined) return
    this.folders.empty('input')
    this.oracle.note('uploads-lost', {})
  }

  /** The data by which `POST /prompt` judges. */
  validationWorld(): ValidationWorld & { readonly isNewStyle: boolean } {
    this.loseUploads('prompt')
    return {
      classOf: this.snapshot(this.#choicesForPrompt()),
      checksComboInputs: this.profile.checksComboInputs,
      detectsCycles: this.profile.detectsCycles,
      isNewStyle: this.profile.saysMissingNodeType,
      ownValidation: (nodeClass, value) => {
        const kind = fileKinds[nodeClass]
        const name = str(value)
        if (kind === undefined || this.folders.find(name) !== undefined) return undefined
        return `Invalid ${kind} file: ${name}`
      },
    }
  }

  #choicesForPrompt(): ChoiceLists {
    const choices = this.choices()
    const gone = this.faults.take('model-disappears')
    if (gone === undefined) return choices
    const name = this.models.spell(gone.name)
    return new Map(
      Array.from(
        choices,
        ([folder, names]) => [folder, names.filter((one) => one !== name)] as const,
      ),
    )
  }
}
