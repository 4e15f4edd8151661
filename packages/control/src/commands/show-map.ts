import type { PatternSet, PatternSetUser } from '@weir/sample'
import { definePatternCommands } from '../cli/define-patterns.ts'
import { entryReference, isOfKind, type PatternKind, readPatternArguments } from '../cli/patterns.ts'
import { isMessage } from '../cli/targets.ts'
import type { ProcessView } from '../process-view.ts'

/** Lists maps or ACLs, or what one of them holds. Management manual 9.3. */
export const showPatterns = definePatternCommands(
  'show',
  'user',
  {
    map: { usage: 'show map [@ver] [map]', summary: "Report available maps or dump a map's contents." },
    acl: { usage: 'show acl [@<ver>] <acl>]', summary: "Report available acls or dump an acl's contents." },
  },
  (call, kind) => {
    if (call.args.length === 0) return list(call.view, kind)
    const read = readPatternArguments(call, kind)
    return isMessage(read) ? read : dump(read.set, read.version)
  },
)

function list(view: ProcessView, kind: PatternKind): string {
  let text = '# id (file) description\n'
  for (const set of view.patterns?.sets() ?? []) {
    if (!isOfKind(set, kind)) continue
    const { name } = set.origin
    text += `${set.id} (${name ?? ''}) ${describe(set)}. curr_ver=${set.currentVersion} next_ver=${set.nextVersion} entry_cnt=${set.size}\n`
  }
  return text
}

/** A list of one line is called after its keyword, a file after all who use it. */
function describe({ origin: { name, isMap }, users }: PatternSet): string {
  const place = ({ span }: PatternSetUser): string => `file '${span.file}' line ${span.line}`
  if (name === null) return users.map((user) => `acl '${user.keyword}' ${place(user)}`).join(', ')
  return `pattern loaded from file '${name}' used by ${users.map((user) => `${isMap ? 'map' : 'acl'} at ${place(user)}`).join(', by ')}`
}

function* dump(set: PatternSet, version: number | null): Generator<string> {
  if (version !== null && version !== set.currentVersion) {
    for (const [index, { pattern, value }] of set.staged(version).entries()) {
      yield `${entryReference(index + 1)} ${pattern}${value === null ? '' : ` ${value}`}\n`
    }
    return
  }
  for (const { id, pattern, value } of set.entries()) {
    yield `${entryReference(id)} ${pattern}${value === null ? '' : ` ${value}`}\n`
  }
}
