import {
  aclRows,
  commandRows,
  configurationRows,
  converterRows,
  type DumpedWords,
  fetchHead,
  fetchRows,
  filterRows,
  serviceRows,
} from './rows.ts'

interface KeywordClass {
  readonly name: string
  /** As `-dKhelp` has it. */
  readonly summary: string
  /** What the list is called at its head. */
  readonly title: string
  readonly head?: () => readonly string[]
  rows(words: DumpedWords): readonly string[]
}

const classes: readonly KeywordClass[] = [
  { name: 'acl', summary: 'ACL keywords', title: 'ACL keywords', rows: aclRows },
  { name: 'cfg', summary: 'configuration keywords', title: 'configuration keywords', rows: configurationRows },
  { name: 'cli', summary: 'CLI keywords', title: 'CLI keywords', rows: commandRows },
  { name: 'cnv', summary: 'sample converter keywords', title: 'sample converter functions', rows: converterRows },
  { name: 'flt', summary: 'filter names', title: 'filter names', rows: filterRows },
  { name: 'smp', summary: 'sample fetch functions', title: 'sample fetch functions', head: fetchHead, rows: fetchRows },
  { name: 'svc', summary: 'service names', title: 'service names', rows: serviceRows },
]

/**
 * The text that `-dK<classes>` prints, in HAProxy's format: lists of everything this program knows, always in the same
 * order, whatever the order of the words. Other words are passed over, as HAProxy does.
 */
export function dumpKeywords(selection: string, words: DumpedWords): string {
  const asked = new Set(selection.split(','))
  const lines: string[] = []
  if (asked.has('help')) {
    lines.push('# List of supported keyword classes:', 'all: list all keywords')
    for (const { name, summary } of classes) lines.push(`${name}: ${summary}`)
  }
  for (const { name, title, head, rows } of classes) {
    if (!asked.has('all') && !asked.has(name)) continue
    lines.push(`# List of registered ${title}:`, ...(head?.() ?? []), ...rows(words))
  }
  return lines.map((line) => `${line}\n`).join('')
}
