import { definePass } from '@weir/keyword'
import { sharedTables, stickOptions } from './options.ts'

/** `write-to` copies what peers send into a table whose keys are the same (since 2.6 §16). */
export const writeToTables = definePass({
  name: 'write-to-tables',
  summary: "Refuses 'write-to' between tables whose keys differ.",
  run({ model, report }) {
    const own = model.proxies.flatMap((proxy) => proxy.options.get(stickOptions).table ?? [])
    const shared = model.sections.flatMap((section) =>
      section.kind === 'peers' ? section.options.get(sharedTables).tables : [],
    )
    for (const table of [...own, ...shared]) {
      const target = table.writeTo?.target
      if (target == null) continue
      const [type, other] = [table.type, target.type]
      if (type === other && table.keyLength === target.keyLength) continue
      const what =
        type === other
          ? `key lengths ('${target.name}' has ${target.keyLength} and '${table.name}' has ${table.keyLength})`
          : `table types ('${target.name}' has '${other}' type and '${table.name}' has '${type}' type)`
      report({
        code: 'stick-table/write-to',
        severity: 'alert',
        message: `write-to: cannot mix ${what}.`,
        span: table.span,
      })
    }
  },
})
