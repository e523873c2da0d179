import type { Plugin, Rolldown } from 'vite'

type Bundle = Rolldown.OutputBundle

/** The module of a view's code: `src/gallery/gallery-view.tsx`. */
const viewModule = /[\\/]src[\\/]([a-z]+)[\\/]\1-view\.tsx$/

const own = (name: string, bundle: Bundle): readonly string[] => {
  const file = bundle[name]
  if (file?.type !== 'chunk') return []
  return [name, ...file.imports]
}

/** What a chunk needs before it can run, itself among it. */
function neededBy(name: string, bundle: Bundle, found: Set<string> = new Set()): Set<string> {
  for (const needed of own(name, bundle)) {
    if (found.has(needed)) continue
    found.add(needed)
    neededBy(needed, bundle, found)
  }
  return found
}

const stylesOf = (name: string, bundle: Bundle): readonly string[] => {
  const file = bundle[name]
  return file?.type === 'chunk' ? [...(file.viteMetadata?.importedCss ?? [])] : []
}

/** The page with all that its view needs named at its head, so that the browser asks for it at once and not chunk after chunk. */
function withView(html: string, view: string, bundle: Bundle): string {
  const scripts = [...neededBy(view, bundle)]
  const styles = new Set(scripts.flatMap((name) => stylesOf(name, bundle)))
  const isNew = (name: string): boolean => !html.includes(name)
  const link = (kind: string, name: string): string =>
    `  <link rel="${kind}" crossorigin href="./${name}">\n  `
  const links = [
    ...scripts.filter(isNew).map((name) => link('modulepreload', name)),
    ...[...styles].filter(isNew).map((name) => link('stylesheet', name)),
  ]
  return html.replace('</head>', `${links.join('')}</head>`)
}

/** Writes a document for each view, `gallery.html` beside `index.html`: the server sends it at the view's address. */
export const viewDocuments = (): Plugin => ({
  name: 'darkroom:view-documents',
  apply: 'build',
  generateBundle: {
    order: 'post',
    handler(_, bundle) {
      const index = bundle['index.html']
      if (index?.type !== 'asset') return
      const html = index.source.toString()
      for (const file of Object.values(bundle)) {
        if (file.type !== 'chunk') continue
        const [, view] = viewModule.exec(file.facadeModuleId ?? '') ?? []
        if (view === undefined) continue
        const source = withView(html, file.fileName, bundle)
        this.emitFile({ type: 'asset', fileName: `${view}.html`, source })
      }
    },
  },
})
