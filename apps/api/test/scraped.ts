import type { RunningDarkroom } from './running-darkroom.ts'

interface Sample {
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

const sampleLine = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/

function toSample(line: string): Sample {
  const [, name, labels = '', value] = sampleLine.exec(line) ?? []
  if (name === undefined) throw new Error(`not a sample: ${line}`)
  const pairs = [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)]
  return {
    name,
    labels: Object.fromEntries(pairs.map(([, key = '', text = '']) => [key, text])),
    value: Number(value),
  }
}

/** What a server tells Prometheus. */
export class Scrape {
  readonly text: string
  readonly samples: readonly Sample[]

  constructor(text: string) {
    this.text = text
    this.samples = text
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map(toSample)
  }

  get names(): ReadonlySet<string> {
    return new Set(this.samples.map(({ name }) => name))
  }

  /** The value of the one sample of that name with these labels, among others; undefined where there is none. */
  value(name: string, labels: Readonly<Record<string, string>> = {}): number | undefined {
    const found = this.samples.filter(
      (sample) =>
        sample.name === name &&
        Object.entries(labels).every(([key, value]) => sample.labels[key] === value),
    )
    if (found.length > 1) throw new Error(`${name} has ${found.length} samples with these labels`)
    return found[0]?.value
  }

  /** The values that a label has, in samples of that name. */
  labelsOf(name: string, label: string): readonly string[] {
    const found = this.samples.filter((sample) => sample.name === name)
    return [...new Set(found.map(({ labels }) => labels[label] ?? ''))].sort()
  }
}

export async function scrape({ url }: Pick<RunningDarkroom, 'url'>): Promise<Scrape> {
  const answer = await fetch(`${url}/metrics`)
  if (answer.status !== 200) throw new Error(`/metrics answered ${answer.status}`)
  return new Scrape(await answer.text())
}
