import { custom, type Parameter, type Reference } from '@weir/keyword'

/** A table by name; without one, that of the proxy in which the expression stands. */
export function ownTable(): Parameter<Reference> {
  return custom(
    'table',
    '<table>',
    (reader): Reference => {
      const word = reader.next()
      return reader.host.reference('table', word?.text ?? '', word?.span ?? reader.keyword.span)
    },
    'table',
  )
}
