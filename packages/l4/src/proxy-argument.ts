import { custom, type Reference } from '@weir/keyword'

/** A proxy by name; without a name, the one in which the expression stands. */
export function proxyArgument(kind: 'backend' | 'frontend') {
  return custom(
    kind,
    `<${kind}>`,
    (reader): Reference => {
      const word = reader.next()
      return reader.host.reference(kind, word?.text ?? '', word?.span ?? reader.keyword.span)
    },
    kind,
  )
}
